// fails: lengths
// says: g is not scaled
import { add, scale, subtract, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): { e1: Matrix; e2: Matrix } {
  const [w1, w2] = [e1, e2].map((e) => scale(e, 1 / Math.sqrt(dot(e, e))));
  const mean = scale(add(w1, w2), 0.5);
  const off = subtract(mean, scale(g, dot(mean, g) / dot(g, g)));
  const side = Math.sign(dot(w1, g) - dot(w2, g));
  const step = scale(g, side * Math.sqrt(1 - dot(off, off)));
  return { e1: add(off, step), e2: subtract(off, step) };
}
