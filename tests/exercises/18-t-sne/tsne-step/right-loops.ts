import { Matrix, type MapState, type StepOptions } from 'unrolled';

export function tsneStep(state: MapState, gradient: Matrix, options: StepOptions): MapState {
  const Y = state.Y.clone();
  const velocity = Matrix.zeros(Y.rows, Y.cols);
  for (let i = 0; i < Y.rows; i++) {
    for (let j = 0; j < Y.cols; j++) {
      const kept = options.momentum * state.velocity.get(i, j);
      velocity.set(i, j, kept - options.learningRate * gradient.get(i, j));
      Y.set(i, j, Y.get(i, j) + velocity.get(i, j));
    }
  }
  return { Y, velocity };
}
