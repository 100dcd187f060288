// fails: values, one-example
// says: ba is added after tanh
import { add, matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return add(tanh(matmul(Wa, vstack(aPrev, xt))), ba);
}
