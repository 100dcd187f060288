// fails: moving
// says: momentum is left out
import { add, scale, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y }: MapState,
  gradient: Matrix,
  { learningRate }: StepOptions,
): MapState {
  const step = scale(gradient, -learningRate);
  return { Y: add(Y, step), velocity: step };
}
