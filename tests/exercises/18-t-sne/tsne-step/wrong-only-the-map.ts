// fails: at-rest, moving
// says: state has no Y
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), scale(gradient, learningRate));
  return add(Y, step) as unknown as MapState;
}
