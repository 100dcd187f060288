// fails: values, initial-state, ragged-lengths
// says: by is left out
import {
  matmul,
  Matrix,
  rnnCellForward,
  rnnForward,
  softmax,
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
  const a = rnnForward(x, a0, encoder, lengths).a;
  let state = a[a.length - 1];
  let xt = Matrix.zeros(decoder.Wya.rows, a0.cols);
  const yhat: Matrix[] = [];
  for (let t = 1; t <= Ty; t++) {
    state = rnnCellForward(xt, state, decoder).at;
    const prediction = softmax(matmul(decoder.Wya, state));
    yhat.push(prediction);
    xt = prediction;
  }
  return yhat;
}
