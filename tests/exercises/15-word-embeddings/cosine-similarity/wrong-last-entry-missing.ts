// fails: values, lengths
import { type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  let [uv, uu, vv] = [0, 0, 0];
  for (let i = 0; i < u.rows - 1; i++) {
    uv += u.get(i, 0) * v.get(i, 0);
    uu += u.get(i, 0) ** 2;
    vv += v.get(i, 0) ** 2;
  }
  return uv / Math.sqrt(uu * vv);
}
