import { add, hstack, matmul, tanh, Matrix, type RnnParameters } from 'unrolled';

const column = (matrix: Matrix, j: number): Matrix =>
  Matrix.column(matrix.toArray().map((row) => row[j]));

export function rnnCellForward(xt: Matrix, aPrev: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix {
  const [first, ...others] = Array.from({ length: xt.cols }, (_, j) =>
    tanh(add(matmul(Wax, column(xt, j)), add(ba, matmul(Waa, column(aPrev, j))))),
  );
  return hstack(first, ...others);
}
