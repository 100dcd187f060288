// fails: at-rest, moving
// says: it is what is added to Y
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = add(scale(velocity, momentum), scale(gradient, learningRate));
  return { Y: subtract(Y, step), velocity: step };
}
