// fails: values, one-example
// says: returned a promise: write it without async and await
import { Matrix } from 'unrolled';

export async function addBias(Z: Matrix, b: Matrix): Promise<Matrix> {
  await Promise.resolve();
  return Matrix.from(Z.toArray().map((row, i) => row.map((entry) => entry + b.get(i, 0))));
}
