// fails: values, initial-state, ragged-lengths
// says: but from zero
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
  rnnForward(x, a0, encoder, lengths);
  let state = Matrix.zeros(a0.rows, a0.cols);
  let xt = Matrix.zeros(decoder.Wya.rows, a0.cols);
  const yhat: Matrix[] = [];
  for (let t = 1; t <= Ty; t++) {
    state = rnnCellForward(xt, state, decoder).at;
    xt = denseForward(state, decoder, 'softmax');
    yhat.push(xt);
  }
  return yhat;
}
