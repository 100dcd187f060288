// fails: values, extremes
// says: changes its argument e
import { type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function neutralize(e: Matrix, g: Matrix): Matrix {
  const factor = dot(e, g) / dot(g, g);
  for (let i = 0; i < e.rows; i++) e.set(i, 0, e.get(i, 0) - factor * g.get(i, 0));
  return e;
}
