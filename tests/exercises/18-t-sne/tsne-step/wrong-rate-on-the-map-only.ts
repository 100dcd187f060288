// fails: at-rest, moving
// says: it belongs into the velocity
import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  const step = subtract(scale(velocity, momentum), gradient);
  return { Y: add(Y, scale(step, learningRate)), velocity: step };
}
