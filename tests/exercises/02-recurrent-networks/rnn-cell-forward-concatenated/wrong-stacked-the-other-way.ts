// fails: values, one-example
// says: the vectors are stacked as [x<t>, a<t-1>]
import { add, matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return tanh(add(matmul(Wa, vstack(xt, aPrev)), ba));
}
