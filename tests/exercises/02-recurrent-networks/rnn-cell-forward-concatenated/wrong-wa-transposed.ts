// fails: values, one-example
// says: threw RangeError: matmul: [
import { add, matmul, tanh, transpose, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  { Wa, ba }: { Wa: Matrix; ba: Matrix },
): Matrix {
  return tanh(add(matmul(transpose(Wa), vstack(aPrev, xt)), ba));
}
