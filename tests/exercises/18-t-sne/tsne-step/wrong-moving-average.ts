// fails: at-rest, moving
// says: 1 − momentum
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), scale(gradient, learningRate * (1 - momentum)));
  return { Y: add(Y, step), velocity: step };
}
