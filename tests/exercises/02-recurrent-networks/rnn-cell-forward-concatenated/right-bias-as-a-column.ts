import { hstack, map, matmul, Matrix, vstack } from 'unrolled';

export function rnnCellForwardConcatenated(
  input: Matrix,
  previous: Matrix,
  parameters: { Wa: Matrix; ba: Matrix },
): Matrix {
  const ones = Matrix.from([Array.from({ length: input.cols }, () => 1)]);
  const weights = hstack(parameters.Wa, parameters.ba);
  return map(matmul(weights, vstack(previous, input, ones)), (z) => Math.tanh(z));
}
