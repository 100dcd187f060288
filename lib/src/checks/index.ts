export { check, CheckFailed, visibleSeed } from './check';
export type { Row } from './compare';
export { choose, exerciseById, type Choice, type CourseExercises } from './course';
export { distinctSizes, drawProbabilities, exact, float32Tolerance, raggedLengths } from './draw';
export type { Exercise, Mistake, NamedCheck, Tolerance } from './exercise';
export { exercises } from './exercises';
export type { Draws } from './draws';
export { formula, isFormula, type Formula } from './formula';
export { count, gTest, type Counts, type Draw, type GTest } from './gTest';
export { drawCases, judge, type Case, type Outcome, type Verdict } from './judge';
export { outcomeOf } from './outcome';
export {
  fromDenseWeights,
  fromGruWeights,
  fromLstmWeights,
  fromSimpleRnnWeights,
  requireFunction,
  requireLayer,
  tf,
  toDenseWeights,
  toGruWeights,
  toLstmWeights,
  toMask,
  toMatrix,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';
