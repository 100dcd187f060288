import { Matrix, shapeOf } from '../tensor/matrix';

/**
 * How badly the map Y shows the affinities P: C = KL(P‖Q) = Σ_{i≠j} p_ij log(p_ij / q_ij), in nats,
 * where q_ij = w_ij / Z,  w_ij = 1 / (1 + ‖y_i − y_j‖²),  Z = Σ_{k≠l} w_kl.
 *
 * @param P `[N, N]`, symmetric, sums to 1, its diagonal is not read
 * @param Y `[2, N]`, or any number of rows; one column a point
 * @throws RangeError where P is not `[N, N]`
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), equations 2 and 4
 */
export function klDivergence(P: Matrix, Y: Matrix): number {
  validateShapes('klDivergence', P, Y);
  const N = Y.cols;
  const { W, Z } = studentT(Y);
  let divergence = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      const p = P.data[i * N + j];
      // 0 log 0 = 0
      if (i !== j && p > 0) divergence += p * Math.log((p * Z) / W.data[i * N + j]);
    }
  }
  return divergence;
}

/**
 * ∂C/∂y_i = 4 Σ_j (p_ij − q_ij) w_ij (y_i − y_j): each pair is tied by a spring, which pulls where
 * the map shows the two too far apart (p > q), and pushes where it shows them too near.
 *
 * @param P `[N, N]`, symmetric
 * @param Y `[2, N]`, or any number of rows; one column a point
 * @param exaggeration what P is multiplied by, 1 or, early on, more
 * @returns the gradient, of Y's shape
 * @throws RangeError where P is not `[N, N]`
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), equation 5
 */
export function tsneGradient(P: Matrix, Y: Matrix, exaggeration = 1): Matrix {
  validateShapes('tsneGradient', P, Y);
  const N = Y.cols;
  const { W, Z } = studentT(Y);
  const gradient = Matrix.zeros(Y.rows, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (i === j) continue;
      const w = W.data[i * N + j];
      const stiffness = 4 * (exaggeration * P.data[i * N + j] - w / Z) * w;
      for (let k = 0; k < Y.rows; k++) {
        gradient.data[k * N + i] += stiffness * (Y.data[k * N + i] - Y.data[k * N + j]);
      }
    }
  }
  return gradient;
}

/** The map's own affinities before they are divided by their sum: w_ij `[N, N]`, and Z. */
function studentT(Y: Matrix): { W: Matrix; Z: number } {
  const N = Y.cols;
  const W = Matrix.zeros(N, N);
  let Z = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      let squared = 0;
      for (let k = 0; k < Y.rows; k++) squared += (Y.data[k * N + i] - Y.data[k * N + j]) ** 2;
      const w = 1 / (1 + squared);
      W.data[i * N + j] = W.data[j * N + i] = w;
      Z += 2 * w;
    }
  }
  return { W, Z };
}

function validateShapes(caller: string, P: Matrix, Y: Matrix): void {
  if (P.rows !== Y.cols || P.cols !== Y.cols) {
    throw new RangeError(
      `${caller}: P is ${shapeOf(P)}, but must be [${Y.cols}, ${Y.cols}], ` +
        `as Y ${shapeOf(Y)} has ${Y.cols} points`,
    );
  }
}
