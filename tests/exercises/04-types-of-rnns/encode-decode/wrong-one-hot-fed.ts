// fails: values, initial-state, ragged-lengths
// says: goes on as a one-hot vector
import {
  denseForward,
  Matrix,
  rnnCellForward,
  rnnForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

export function encodeDecode(
  x: Matrix[],
  a0: Matrix,
  Ty: number,
  encoder: RnnParameters,
  decoder: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  const { a } = rnnForward(x, a0, encoder, lengths);
  let state = a[a.length - 1];
  let xt = Matrix.zeros(decoder.Wya.rows, a0.cols);
  const yhat: Matrix[] = [];
  for (let t = 1; t <= Ty; t++) {
    state = rnnCellForward(xt, state, decoder).at;
    const prediction = denseForward(state, decoder, 'softmax');
    yhat.push(prediction);
    xt = Matrix.zeros(prediction.rows, prediction.cols);
    for (let j = 0; j < xt.cols; j++) {
      const column = prediction.toArray().map((row) => row[j]);
      xt.set(column.indexOf(Math.max(...column)), j, 1);
    }
  }
  return yhat;
}
