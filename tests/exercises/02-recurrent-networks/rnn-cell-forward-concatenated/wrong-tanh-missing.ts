// fails: values, one-example
// says: tanh is left out
import { add, matmul, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return add(matmul(Wa, vstack(aPrev, xt)), ba);
}
