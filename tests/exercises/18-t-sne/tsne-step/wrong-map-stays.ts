// fails: at-rest, moving
// says: Y is returned as it was
import { scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), scale(gradient, learningRate));
  return { Y, velocity: step };
}
