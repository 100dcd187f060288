// fails: values, lengths, angles
// says: u·v is not divided by the lengths
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
  void [uu, vv];
  return uv;
}
