// fails: values, initial-state, ragged-lengths
// says: every step of the decoder starts from the encoder's last state again
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
  let xt = Matrix.zeros(decoder.Wya.rows, a0.cols);
  const yhat: Matrix[] = [];
  for (let t = 1; t <= Ty; t++) {
    xt = denseForward(rnnCellForward(xt, a[a.length - 1], decoder).at, decoder, 'softmax');
    yhat.push(xt);
  }
  return yhat;
}
