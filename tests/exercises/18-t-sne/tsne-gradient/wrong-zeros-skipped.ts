// fails: zeros
// says: pairs with p = 0
import { Matrix } from 'unrolled';

export function tsneGradient(P: Matrix, Y: Matrix): Matrix {
  const N = Y.cols;
  const W = Matrix.zeros(N, N);
  let Z = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (i === j) continue;
      const squared = (Y.get(0, i) - Y.get(0, j)) ** 2 + (Y.get(1, i) - Y.get(1, j)) ** 2;
      W.set(i, j, 1 / (1 + squared));
      Z += W.get(i, j);
    }
  }
  const dY = Matrix.zeros(2, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (P.get(i, j) === 0) continue;
      const w = W.get(i, j);
      const pull = 4 * (P.get(i, j) - w / Z) * w;
      for (let k = 0; k < 2; k++) {
        dY.set(k, i, dY.get(k, i) + pull * (Y.get(k, i) - Y.get(k, j)));
      }
    }
  }
  return dY;
}
