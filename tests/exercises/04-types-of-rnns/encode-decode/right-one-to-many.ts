import {
  denseForward,
  Matrix,
  rnnCellForward,
  rnnForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Network = RnnParameters & DenseParameters;

function oneToMany(x1: Matrix, a0: Matrix, T: number, parameters: Network): Matrix[] {
  const yhat: Matrix[] = [];
  let state = a0;
  for (let k = 0; k < T; k++) {
    state = rnnCellForward(yhat[k - 1] ?? x1, state, parameters).at;
    yhat.push(denseForward(state, parameters, 'softmax'));
  }
  return yhat;
}

export function encodeDecode(
  x: Matrix[],
  a0: Matrix,
  Ty: number,
  encoder: RnnParameters,
  decoder: Network,
  lengths?: number[],
): Matrix[] {
  const meaning = rnnForward(x, a0, encoder, lengths).a[x.length - 1];
  return oneToMany(Matrix.zeros(decoder.by.rows, a0.cols), meaning, Ty, decoder);
}
