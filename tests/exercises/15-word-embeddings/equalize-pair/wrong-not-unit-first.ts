// fails: lengths
import { add, scale, subtract, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): { e1: Matrix; e2: Matrix } {
  const [w1, w2] = [e1, e2];
  const axis = scale(g, 1 / Math.sqrt(dot(g, g)));
  const mean = scale(add(w1, w2), 0.5);
  const off = subtract(mean, scale(axis, dot(mean, axis)));
  const side = Math.sign(dot(w1, axis) - dot(w2, axis));
  const step = scale(axis, side * Math.sqrt(1 - dot(off, off)));
  return { e1: add(off, step), e2: subtract(off, step) };
}
