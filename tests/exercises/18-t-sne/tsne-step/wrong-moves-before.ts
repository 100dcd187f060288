// fails: at-rest, moving
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), scale(gradient, learningRate));
  return { Y: add(Y, velocity), velocity: step };
}
