// fails: values, initial-state, ragged-lengths
// says: the decoder's first step is missing
import {
  denseForward,
  rnnCellForward,
  rnnForward,
  type DenseParameters,
  type Matrix,
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
  const yhat = [denseForward(state, decoder, 'softmax')];
  while (yhat.length < Ty) {
    state = rnnCellForward(yhat[yhat.length - 1], state, decoder).at;
    yhat.push(denseForward(state, decoder, 'softmax'));
  }
  return yhat;
}
