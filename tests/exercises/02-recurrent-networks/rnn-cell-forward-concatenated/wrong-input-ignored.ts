// fails: values, one-example
// says: the input x<t> is ignored
import { add, matmul, Matrix, tanh, vstack } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  const nothing = Matrix.zeros(xt.rows, xt.cols);
  return tanh(add(matmul(Wa, vstack(aPrev, nothing)), ba));
}
