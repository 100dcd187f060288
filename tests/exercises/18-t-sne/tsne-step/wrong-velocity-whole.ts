// fails: moving
// says: not multiplied by the momentum
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate }: StepOptions,
): MapState {
  const step = subtract(velocity, scale(gradient, learningRate));
  return { Y: add(Y, step), velocity: step };
}
