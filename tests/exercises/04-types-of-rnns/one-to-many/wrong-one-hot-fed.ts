// fails: values, initial-state
// says: goes on as a one-hot vector
import {
  denseForward,
  Matrix,
  rnnCellForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

export function oneToMany(
  x1: Matrix,
  a0: Matrix,
  T: number,
  parameters: RnnParameters & DenseParameters,
): Matrix[] {
  const yhat: Matrix[] = [];
  let xt = x1;
  let state = a0;
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    const prediction = denseForward(state, parameters, 'softmax');
    yhat.push(prediction);
    xt = Matrix.zeros(x1.rows, x1.cols);
    for (let j = 0; j < xt.cols; j++) {
      const column = prediction.toArray().map((row) => row[j]);
      xt.set(column.indexOf(Math.max(...column)), j, 1);
    }
  }
  return yhat;
}
