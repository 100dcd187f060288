import { Matrix, shapeOf } from '../tensor/matrix';
import type { SparseAffinities } from './affinities';
import { klDivergence, tsneGradient } from './divergence';

/** What t-SNE makes small: the divergence of a map Y `[2, N]` from the affinities that it shows. */
export interface Objective {
  /** ∂C/∂Y, `[2, N]`, where the affinities are multiplied by `exaggeration`. */
  gradient(Y: Matrix, exaggeration: number): Matrix;
  /** C of the true affinities, not exaggerated ones, in nats. */
  divergence(Y: Matrix): number;
}

/**
 * The part of the gradient in which all pairs count, and which therefore is approximated: writes
 * Σ_j w_ij² (y_i − y_j) to `forces`, first the N x-coordinates and then the N y-coordinates, and
 * returns Z = Σ_{i≠j} w_ij. Overwrites what `forces` held.
 */
export type Repulsion = (Y: Matrix, forces: Float64Array) => number;

/**
 * All pairs, nothing left out: O(N²) time and memory an iteration.
 * @param P `[N, N]`, symmetric, sums to 1
 */
export function exactObjective(P: Matrix): Objective {
  return {
    gradient: (Y, exaggeration) => tsneGradient(P, Y, exaggeration),
    divergence: (Y) => klDivergence(P, Y),
  };
}

/**
 * The gradient split into attraction, which has a term for every affinity that is not 0, and
 * repulsion, which is approximated:
 *
 *     ∂C/∂y_i = 4 (Σ_j p_ij w_ij (y_i − y_j) − 1/Z Σ_j w_ij² (y_i − y_j))
 *
 * @param partition like `repulsion`, for the divergence, where only its Z is wanted: let it be exact
 *   to a thousandth, for the divergence is as wrong as log Z
 * @see van der Maaten, *Accelerating t-SNE using Tree-Based Algorithms* (2014), equation 8
 */
export function sparseObjective(
  P: SparseAffinities,
  repulsion: Repulsion,
  partition: Repulsion,
): Objective {
  // Σ p log p does not depend on the map.
  let negativeEntropy = 0;
  for (const p of P.values) if (p > 0) negativeEntropy += 2 * p * Math.log(p);
  const forces = new Float64Array(2 * P.N);
  return {
    gradient(Y, exaggeration) {
      validateMap(Y, P.N);
      const gradient = Matrix.zeros(2, P.N);
      addAttraction(P, Y, gradient);
      const Z = repulsion(Y, forces);
      for (let k = 0; k < forces.length; k++) {
        gradient.data[k] = 4 * (exaggeration * gradient.data[k] - forces[k] / Z);
      }
      return gradient;
    },
    divergence(Y) {
      validateMap(Y, P.N);
      // log(p / q) = log p − log w + log Z
      return negativeEntropy - expectedLogW(P, Y) + Math.log(partition(Y, forces));
    },
  };
}

/** Adds Σ_j p_ij w_ij (y_i − y_j), each pair once for both of its points. */
function addAttraction(P: SparseAffinities, Y: Matrix, sum: Matrix): void {
  const { N, offsets, others, values } = P;
  const x = Y.data.subarray(0, N);
  const y = Y.data.subarray(N, 2 * N);
  const sumX = sum.data.subarray(0, N);
  const sumY = sum.data.subarray(N, 2 * N);
  for (let i = 0; i < N; i++) {
    const xi = x[i];
    const yi = y[i];
    let totalX = 0;
    let totalY = 0;
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      const j = others[k];
      const dx = xi - x[j];
      const dy = yi - y[j];
      const pw = values[k] / (1 + dx * dx + dy * dy);
      totalX += pw * dx;
      totalY += pw * dy;
      sumX[j] -= pw * dx;
      sumY[j] -= pw * dy;
    }
    sumX[i] += totalX;
    sumY[i] += totalY;
  }
}

/** Σ p_ij log w_ij */
function expectedLogW(P: SparseAffinities, Y: Matrix): number {
  const { N, offsets, others, values } = P;
  let sum = 0;
  for (let i = 0; i < N; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const dx = Y.data[i] - Y.data[others[k]];
      const dy = Y.data[N + i] - Y.data[N + others[k]];
      sum -= 2 * values[k] * Math.log(1 + dx * dx + dy * dy);
    }
  }
  return sum;
}

function validateMap(Y: Matrix, N: number): void {
  if (Y.rows !== 2 || Y.cols !== N) {
    throw new RangeError(`Y is ${shapeOf(Y)}, but must be [2, ${N}], a point for each example`);
  }
}
