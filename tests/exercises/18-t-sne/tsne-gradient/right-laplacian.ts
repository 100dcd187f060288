import { map, Matrix, matmul, scale, transpose } from 'unrolled';

// With S_ij = (p_ij − q_ij) w_ij the gradient is 4 Y (diag(S 1) − S), as S is symmetric.
export function tsneGradient(P: Matrix, Y: Matrix): Matrix {
  const points = transpose(Y).toArray();
  const W = Matrix.from(
    points.map(([xi, yi], i) =>
      points.map(([xj, yj], j) => (i === j ? 0 : 1 / (1 + (xi - xj) ** 2 + (yi - yj) ** 2))),
    ),
  );
  const total = [...W.data].reduce((sum, w) => sum + w);
  let k = 0;
  const S = map(W, (w) => (P.data[k++] - w / total) * w);
  const laplacian = scale(S, -1);
  S.toArray().forEach((row, i) => laplacian.set(i, i, row.reduce((a, b) => a + b) - S.get(i, i)));
  return scale(matmul(Y, laplacian), 4);
}
