// fails: values, initial-state, ragged-lengths
// says: but must have
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
  const a = rnnForward(x, a0, encoder, lengths).a;
  let state = a[a.length - 1];
  let xt = Matrix.zeros(decoder.Wya.rows, a0.cols);
  const yhat: Matrix[] = [];
  for (let t = 1; t <= Ty - 1; t++) {
    state = rnnCellForward(xt, state, decoder).at;
    const prediction = denseForward(state, decoder, 'softmax');
    yhat.push(prediction);
    xt = prediction;
  }
  return yhat;
}
