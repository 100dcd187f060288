// fails: values, one-example
// says: rnnCellForwardConcatenated threw RangeError
import { add, hstack, matmul, tanh, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return tanh(add(matmul(Wa, hstack(aPrev, xt)), ba));
}
