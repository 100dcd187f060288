// fails: softmax, large-values
// says: but is an array of
import { add, matmul, Matrix, sigmoid, softmax, type DenseParameters } from 'unrolled';

// The most probable class of each example, instead of the probabilities.
export function denseForward(
  at: Matrix,
  { Wya, by }: DenseParameters,
  activation: string,
): Matrix | number[] {
  const z = add(matmul(Wya, at), by);
  if (activation === 'sigmoid') return sigmoid(z);
  const rows = softmax(z).toArray();
  return rows[0].map((_, j) => {
    const column = rows.map((row) => row[j]);
    return column.indexOf(Math.max(...column));
  });
}
