export { check, CheckFailed, visibleSeed } from './check';
export type { Row } from './compare';
export type { Exercise, Mistake, NamedCheck, Tolerance } from './exercise';
export { exerciseById, exercises } from './exercises';
export type { Draws } from './draws';
export { isFormula, type Formula } from './formula';
export { count, gTest, type Counts, type Draw, type GTest } from './gTest';
export { drawCases, judge, type Case, type Outcome, type Verdict } from './judge';
export { outcomeOf } from './outcome';
export {
  fromDenseWeights,
  fromGruWeights,
  fromLstmWeights,
  fromSimpleRnnWeights,
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
} from './tfjs';
