// fails: values, lengths, angles
// says: needs its brackets
import { type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  let uv = 0;
  let uu = 0;
  let vv = 0;
  for (let i = 0; i < u.rows; i++) {
    uv += u.get(i, 0) * v.get(i, 0);
    uu += u.get(i, 0) ** 2;
    vv += v.get(i, 0) ** 2;
  }
  return (uv / Math.sqrt(uu)) * Math.sqrt(vv);
}
