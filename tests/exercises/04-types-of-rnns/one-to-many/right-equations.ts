import {
  add,
  matmul,
  softmax,
  tanh,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function oneToMany(
  x1: Matrix,
  a0: Matrix,
  T: number,
  parameters: RnnParameters & DenseParameters,
): Matrix[] {
  const { Wax, Waa, ba, Wya, by } = parameters;
  const yhat: Matrix[] = [];
  const a: Matrix[] = [];
  for (let k = 0; k < T; k++) {
    const xt = yhat[k - 1] ?? x1;
    a[k] = tanh(add(matmul(Waa, a[k - 1] ?? a0), matmul(Wax, xt), ba));
    yhat[k] = softmax(add(matmul(Wya, a[k]), by));
  }
  return yhat;
}
