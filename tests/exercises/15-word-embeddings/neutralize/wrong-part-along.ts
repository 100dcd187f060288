// fails: values, extremes
// says: the part along g is returned
import { scale, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function neutralize(e: Matrix, g: Matrix): Matrix {
  return scale(g, dot(e, g) / dot(g, g));
}
