// fails: values, zeros
// says: in Z as well as in the sum
import type { Matrix } from 'unrolled';

export function klDivergence(P: Matrix, Y: Matrix): number {
  const N = Y.cols;
  const w = (i: number, j: number) =>
    1 / (1 + (Y.get(0, i) - Y.get(0, j)) ** 2 + (Y.get(1, i) - Y.get(1, j)) ** 2);
  let Z = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      Z += w(i, j);
    }
  }
  let C = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      const p = P.get(i, j);
      if (p > 0) C += p * Math.log(p / (w(i, j) / Z));
    }
  }
  return C;
}
