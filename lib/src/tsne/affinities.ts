import { Matrix, shapeOf } from '../tensor/matrix';
import { pointsOf, squaredDistances } from './points';
import { type Neighbours, nearestNeighbours } from './neighbours';
import { fitGaussian, perplexitySearch, validatePerplexity } from './perplexity';

/**
 * How alike the examples are: p_ij = (p_{j|i} + p_{i|j}) / 2N, for all pairs.
 *
 * @param X `[d, N]`, one column an example; a feature that is constant changes nothing
 * @param perplexity about how many neighbours each example has: more than 1, less than N − 1
 * @returns P `[N, N]`, symmetric, its diagonal 0, its sum 1
 * @throws RangeError where the perplexity is out of range, or an entry is NaN or infinite
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), section 3.1
 */
export function affinities(X: Matrix, perplexity: number): Matrix {
  const N = X.cols;
  validatePerplexity('affinities', perplexity, N - 1);
  const D = new Matrix(N, N, squaredDistances(pointsOf(X, 'affinities: X')));
  const { P } = perplexitySearch(D, perplexity);
  const joint = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      joint.data[i * N + j] = (P.data[i * N + j] + P.data[j * N + i]) / (2 * N);
    }
  }
  return joint;
}

/**
 * Affinities of which all but few are 0, as the pairs i < j that are not: those of i are the places
 * from `offsets[i]` up to, and without, `offsets[i + 1]`; j is `others[place]`, p_ij = p_ji is
 * `values[place]`. All p_ij together, each pair counted twice, sum to 1.
 */
export class SparseAffinities {
  constructor(
    readonly N: number,
    readonly offsets: Int32Array,
    readonly others: Int32Array,
    readonly values: Float64Array,
  ) {}

  /**
   * The entries of P that are not 0.
   * @param P `[N, N]`, symmetric
   * @throws RangeError where P is not square or not symmetric
   */
  static from(P: Matrix): SparseAffinities {
    const N = P.rows;
    if (P.cols !== N) throw new RangeError(`affinities P are ${shapeOf(P)}, but must be square`);
    const offsets = new Int32Array(N + 1);
    const others: number[] = [];
    const values: number[] = [];
    for (let i = 0; i < N; i++) {
      for (let j = i + 1; j < N; j++) {
        const p = P.data[i * N + j];
        if (p !== P.data[j * N + i]) {
          throw new RangeError(
            `affinities P must be symmetric, but entry (${i}, ${j}) is ${p}, ` +
              `and (${j}, ${i}) is ${P.data[j * N + i]}`,
          );
        }
        if (p === 0) continue;
        others.push(j);
        values.push(p);
      }
      offsets[i + 1] = others.length;
    }
    return new SparseAffinities(N, offsets, Int32Array.from(others), Float64Array.from(values));
  }

  /** P `[N, N]`, symmetric, zeros included. */
  toMatrix(): Matrix {
    const P = Matrix.zeros(this.N, this.N);
    for (let i = 0; i < this.N; i++) {
      for (let k = this.offsets[i]; k < this.offsets[i + 1]; k++) {
        const j = this.others[k];
        P.data[i * this.N + j] = P.data[j * this.N + i] = this.values[k];
      }
    }
    return P;
  }
}

/**
 * {@link affinities} for many examples: p_{j|i} only for the 3 · perplexity nearest neighbours of
 * i, because a Gaussian leaves next to nothing to farther ones.
 *
 * @param X `[d, N]`, one column an example
 * @param perplexity more than 1, at most (N − 1) / 3
 * @throws RangeError where the perplexity is out of range, or an entry is NaN or infinite
 * @see van der Maaten, *Accelerating t-SNE using Tree-Based Algorithms* (2014), section 4.1
 */
export function neighbourAffinities(X: Matrix, perplexity: number): SparseAffinities {
  const N = X.cols;
  validateNeighbours('neighbourAffinities', perplexity, N);
  const neighbours = nearestNeighbours(X, Math.floor(3 * perplexity));
  const { k, squaredDistances } = neighbours;
  const conditional = new Float64Array(N * k);
  for (let i = 0; i < N; i++) {
    const [from, to] = [i * k, (i + 1) * k];
    fitGaussian(squaredDistances.subarray(from, to), perplexity, conditional.subarray(from, to));
  }
  return symmetrize(neighbours, conditional);
}

/**
 * @throws RangeError where the perplexity is not more than 1, or N examples are too few for
 *   3 · perplexity neighbours each
 */
export function validateNeighbours(caller: string, perplexity: number, N: number): void {
  if (!(perplexity > 1 && 3 * perplexity <= N - 1)) {
    const remedy =
      N > 4
        ? `more than 1 and at most ${Math.floor((10 * (N - 1)) / 3) / 10}`
        : 'more than 1, for which 5 examples are the fewest';
    throw new RangeError(
      `${caller}: perplexity is ${perplexity}, but for ${N} examples must be ${remedy}: ` +
        'each needs 3 · perplexity others as its neighbours',
    );
  }
}

/** p_ij = (p_{j|i} + p_{i|j}) / 2N, where either may be missing, that is 0. */
function symmetrize({ k, indices }: Neighbours, conditional: Float64Array): SparseAffinities {
  const N = indices.length / k;
  // Counting sort of all p_{j|i} by the smaller of i and j.
  const start = new Int32Array(N + 1);
  for (let e = 0; e < indices.length; e++) {
    start[Math.min(Math.floor(e / k), indices[e]) + 1]++;
  }
  for (let i = 0; i < N; i++) start[i + 1] += start[i];
  const larger = new Int32Array(indices.length);
  const value = new Float64Array(indices.length);
  const next = start.slice(0, N);
  for (let e = 0; e < indices.length; e++) {
    const i = Math.floor(e / k);
    const j = indices[e];
    const place = next[Math.min(i, j)]++;
    larger[place] = Math.max(i, j);
    value[place] = conditional[e] / (2 * N);
  }
  // A pair that chose each other stands there twice: the two are added.
  const offsets = new Int32Array(N + 1);
  const seenAt = new Int32Array(N).fill(-1);
  let count = 0;
  for (let i = 0; i < N; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = larger[e];
      if (seenAt[j] >= offsets[i]) {
        value[seenAt[j]] += value[e];
      } else {
        seenAt[j] = count;
        larger[count] = j;
        value[count++] = value[e];
      }
    }
    offsets[i + 1] = count;
  }
  return new SparseAffinities(N, offsets, larger.slice(0, count), value.slice(0, count));
}
