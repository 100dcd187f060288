// fails: values, one-example
// says: but must be [
import { add, matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return vstack(tanh(add(matmul(Wa, vstack(aPrev, xt)), ba)), xt);
}
