import { hstack, map, matmul, vstack, Matrix, type RnnParameters } from 'unrolled';

// One product: the bias is a column of weights for an input that is always 1.
export const rnnCellForward = (x: Matrix, previous: Matrix, p: RnnParameters) => {
  const ones = Matrix.from([Array<number>(x.cols).fill(1)]);
  const z = matmul(hstack(p.Waa, p.Wax, p.ba), vstack(previous, x, ones));
  return map(z, Math.tanh);
};
