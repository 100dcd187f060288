import { add, matmul, Matrix, tanh } from 'unrolled';

export const rnnCellForwardConcatenated = (
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix => {
  const Waa = Matrix.from(Wa.toArray().map((row) => row.slice(0, aPrev.rows)));
  const Wax = Matrix.from(Wa.toArray().map((row) => row.slice(aPrev.rows)));
  return tanh(add(matmul(Wax, xt), matmul(Waa, aPrev), ba));
};
