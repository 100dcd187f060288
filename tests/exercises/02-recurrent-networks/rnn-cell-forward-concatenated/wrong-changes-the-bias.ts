// fails: values, one-example
// says: changes its argument parameters
import { add, matmul, tanh, vstack, type Matrix } from 'unrolled';

export function rnnCellForwardConcatenated(
  xt: Matrix,
  aPrev: Matrix,
  parameters: { Wa: Matrix; ba: Matrix },
): Matrix {
  parameters.ba = add(matmul(parameters.Wa, vstack(aPrev, xt)), parameters.ba);
  return tanh(parameters.ba);
}
