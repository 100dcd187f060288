// fails: unit-vectors, lengths, other-side
// says: only neutralized
import { scale, subtract, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): { e1: Matrix; e2: Matrix } {
  const [w1, w2, axis] = [e1, e2, g].map((e) => scale(e, 1 / Math.sqrt(dot(e, e))));
  const neutral = (w: Matrix) => subtract(w, scale(axis, dot(w, axis)));
  return { e1: neutral(w1), e2: neutral(w2) };
}
