// fails: at-rest, moving
// says: changes its argument
import type { MapState, Matrix, StepOptions } from 'unrolled';

export function tsneStep(
  { Y, velocity }: MapState,
  gradient: Matrix,
  { learningRate, momentum }: StepOptions,
): MapState {
  for (let k = 0; k < Y.data.length; k++) {
    velocity.data[k] = momentum * velocity.data[k] - learningRate * gradient.data[k];
    Y.data[k] += velocity.data[k];
  }
  return { Y, velocity };
}
