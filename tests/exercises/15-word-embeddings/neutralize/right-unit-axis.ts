import { matmul, scale, subtract, transposedMatmul, type Matrix } from 'unrolled';

export function neutralize(e: Matrix, g: Matrix): Matrix {
  const axis = scale(g, 1 / Math.hypot(...g.data));
  return subtract(e, matmul(axis, transposedMatmul(axis, e)));
}
