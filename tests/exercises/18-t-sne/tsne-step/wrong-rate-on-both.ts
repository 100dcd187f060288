// fails: moving
// says: multiplies the velocity, too
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = scale(subtract(scale(velocity, momentum), gradient), learningRate);
  return { Y: add(Y, step), velocity: step };
}
