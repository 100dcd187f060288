// fails: values, one-example
// says: is a `return` missing?
import { add, matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): void {
  tanh(add(matmul(Wa, vstack(aPrev, xt)), ba));
}
