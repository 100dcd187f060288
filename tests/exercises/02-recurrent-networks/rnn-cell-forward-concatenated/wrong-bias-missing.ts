// fails: values, one-example
// says: ba is left out
import { matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(xt: Matrix, aPrev: Matrix, { Wa }: { Wa: Matrix }) {
  return tanh(matmul(Wa, vstack(aPrev, xt)));
}
