// fails: values, lengths, angles
import { type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  let [uv, sumU, sumV] = [0, 0, 0];
  for (let i = 0; i < u.rows; i++) {
    uv += u.get(i, 0) * v.get(i, 0);
    sumU += u.get(i, 0);
    sumV += v.get(i, 0);
  }
  return uv / Math.sqrt(sumU ** 2 * sumV ** 2);
}
