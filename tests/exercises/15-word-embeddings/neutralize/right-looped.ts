import { Matrix } from 'unrolled';

export function neutralize(e: Matrix, g: Matrix): Matrix {
  let eg = 0;
  let gg = 0;
  for (let i = 0; i < e.rows; i++) {
    eg += e.get(i, 0) * g.get(i, 0);
    gg += g.get(i, 0) ** 2;
  }
  const neutral = Matrix.zeros(e.rows, 1);
  for (let i = 0; i < e.rows; i++) neutral.set(i, 0, e.get(i, 0) - (eg / gg) * g.get(i, 0));
  return neutral;
}
