// fails: at-rest, moving
// says: uphill
import { add, scale, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = add(scale(velocity, momentum), scale(gradient, learningRate));
  return { Y: add(Y, step), velocity: step };
}
