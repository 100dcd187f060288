// fails: values, extremes
// says: exchanged
import { scale, subtract, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function neutralize(e: Matrix, g: Matrix): Matrix {
  return subtract(g, scale(e, dot(e, g) / dot(e, e)));
}
