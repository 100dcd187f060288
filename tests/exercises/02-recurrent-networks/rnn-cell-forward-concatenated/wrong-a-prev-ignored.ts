// fails: values, one-example
// says: the previous activation a<t-1> is ignored
import { add, matmul, Matrix, tanh, vstack } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  const start = Matrix.zeros(aPrev.rows, aPrev.cols);
  return tanh(add(matmul(Wa, vstack(start, xt)), ba));
}
