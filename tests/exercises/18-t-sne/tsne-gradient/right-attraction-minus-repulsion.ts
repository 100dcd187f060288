import { Matrix, scale, subtract } from 'unrolled';

export function tsneGradient(P: Matrix, Y: Matrix): Matrix {
  const N = Y.cols;
  const w = (i: number, j: number) =>
    1 / (1 + Math.hypot(Y.get(0, i) - Y.get(0, j), Y.get(1, i) - Y.get(1, j)) ** 2);
  const attraction = Matrix.zeros(2, N);
  const repulsion = Matrix.zeros(2, N);
  let Z = -N; // w_ii = 1 is not meant to count
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      Z += w(i, j);
      for (const k of [0, 1]) {
        const towards = Y.get(k, i) - Y.get(k, j);
        attraction.set(k, i, attraction.get(k, i) + P.get(i, j) * w(i, j) * towards);
        repulsion.set(k, i, repulsion.get(k, i) + w(i, j) ** 2 * towards);
      }
    }
  }
  return scale(subtract(attraction, scale(repulsion, 1 / Z)), 4);
}
