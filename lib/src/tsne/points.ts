import { type Matrix, shapeOf } from '../tensor/matrix';

/** N points of d coordinates each: coordinate i of point j is `coordinates[j * d + i]`. */
export interface Points {
  readonly N: number;
  readonly d: number;
  readonly coordinates: Float64Array;
}

/** Squares of larger differences, summed up, could overflow. */
const LARGEST = 1e140;

/**
 * The examples of X one after the other in memory, for the many distances that t-SNE needs.
 *
 * @param X `[d, N]`, one column an example
 * @param name how the caller calls X, for messages
 * @throws RangeError where an entry is NaN, infinite or larger than 1e140
 */
export function pointsOf(X: Matrix, name = 'X'): Points {
  const { rows: d, cols: N } = X;
  const coordinates = new Float64Array(N * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < N; j++) {
      const entry = X.data[i * N + j];
      if (!(Math.abs(entry) <= LARGEST)) {
        const expected = Number.isFinite(entry) ? `at most ${LARGEST} in size` : 'a finite number';
        throw new RangeError(
          `${name} ${shapeOf(X)} holds ${entry} in row ${i}, column ${j}, ` +
            `but every entry must be ${expected}`,
        );
      }
      coordinates[j * d + i] = entry;
    }
  }
  return { N, d, coordinates };
}

/** ‖x_a − x_b‖² */
export function squaredDistance({ d, coordinates: x }: Points, a: number, b: number): number {
  let i = a * d;
  let j = b * d;
  const end = i + d;
  // Four sums side by side, because one alone would wait for each of its additions.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (; i + 3 < end; i += 4, j += 4) {
    const d0 = x[i] - x[j];
    const d1 = x[i + 1] - x[j + 1];
    const d2 = x[i + 2] - x[j + 2];
    const d3 = x[i + 3] - x[j + 3];
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; i < end; i++, j++) s0 += (x[i] - x[j]) ** 2;
  return s0 + s1 + (s2 + s3);
}

/** ‖x_i − x_j‖² of all pairs: row after row of a symmetric N × N matrix. */
export function squaredDistances(points: Points): Float64Array {
  const { N } = points;
  const D = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) D[i * N + j] = D[j * N + i] = squaredDistance(points, i, j);
  }
  return D;
}
