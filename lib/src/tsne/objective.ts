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
  const attraction = new Attraction(P);
  const forces = new Float64Array(2 * P.N);
  return {
    gradient(Y, exaggeration) {
      validateMap(Y, P.N);
      attraction.compute(Y);
      const Z = repulsion(Y, forces);
      const gradient = Matrix.zeros(2, P.N);
      for (let i = 0; i < P.N; i++) {
        for (let k = 0; k < 2; k++) {
          const pull = exaggeration * attraction.sums[2 * i + k];
          gradient.data[k * P.N + i] = 4 * (pull - forces[k * P.N + i] / Z);
        }
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

/** Σ_j p_ij w_ij (y_i − y_j), as x₀ y₀ x₁ y₁ …; each pair counts once for both of its points. */
class Attraction {
  readonly sums: Float64Array;
  /** The map with both coordinates of a point side by side: partners lie all over memory. */
  private readonly points: Float64Array;

  constructor(private readonly P: SparseAffinities) {
    this.sums = new Float64Array(2 * P.N);
    this.points = new Float64Array(2 * P.N);
  }

  compute(Y: Matrix): void {
    const { sums, points } = this;
    const { N, offsets, others, values } = this.P;
    for (let i = 0; i < N; i++) {
      points[2 * i] = Y.data[i];
      points[2 * i + 1] = Y.data[N + i];
    }
    sums.fill(0);
    for (let i = 0; i < N; i++) {
      const x = points[2 * i];
      const y = points[2 * i + 1];
      let sumX = 0;
      let sumY = 0;
      for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
        const j = 2 * others[k];
        const dx = x - points[j];
        const dy = y - points[j + 1];
        const pw = values[k] / (1 + dx * dx + dy * dy);
        sumX += pw * dx;
        sumY += pw * dy;
        sums[j] -= pw * dx;
        sums[j + 1] -= pw * dy;
      }
      sums[2 * i] += sumX;
      sums[2 * i + 1] += sumY;
    }
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
