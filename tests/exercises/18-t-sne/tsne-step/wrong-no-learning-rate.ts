// fails: at-rest, moving
// says: not multiplied by the learning rate
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), gradient);
  return { Y: add(Y, step), velocity: step };
}
