import { type Matrix, shapeOf } from '../tensor/matrix';
import { nearestNeighbours } from './neighbours';
import { pointsOf, squaredDistance } from './points';

/**
 * How far one may trust that neighbours on the map are neighbours in the data: 1 if all are, less
 * by how far down in the data's order of neighbours the false ones come.
 *
 *     T = 1 − 2 / (N k (2N − 3k − 1)) Σ_i Σ_{j among i's k nearest on the map} max(0, rank_X(i, j) − k)
 *
 * @param X the data, `[d, N]`, one column an example
 * @param Y the map, `[2, N]`
 * @param k how many neighbours count: at least 1, less than N / 2
 * @returns from 0 to 1; about 0.5 for a map at random. Takes O(N² log N) time.
 * @throws RangeError where the numbers of columns differ, k is out of range, or an entry not finite
 * @see Venna and Kaski, *Neighborhood Preservation in Nonlinear Projection Methods* (2001)
 */
export function trustworthiness(X: Matrix, Y: Matrix, k = 5): number {
  validateMaps('trustworthiness', X, Y);
  const N = X.cols;
  if (!Number.isInteger(k) || k < 1 || k >= N / 2) {
    throw new RangeError(
      `trustworthiness: k is ${k}, but must be a whole number from 1 to less than ${N / 2}, ` +
        'half the number of examples',
    );
  }
  const points = pointsOf(X, 'trustworthiness: X');
  const { indices } = nearestNeighbours(Y, k);
  const toOthers = new Float64Array(N);
  let penalty = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) toOthers[j] = squaredDistance(points, i, j);
    const sorted = toOthers.toSorted();
    for (let n = i * k; n < (i + 1) * k; n++) {
      // The point itself is first, so a place counted from 0 is a rank among the others. Of equal
      // distances the first one counts: a tie is no mistake of the map.
      const rank = Math.max(1, firstNotBelow(sorted, toOthers[indices[n]]));
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (N * k * (2 * N - 3 * k - 1));
}

/**
 * Which share of the data's k nearest neighbours are among the k nearest on the map, as a mean over
 * all examples: 1 if all are, about k / (N − 1) for a map at random.
 *
 * @param X the data, `[d, N]`, one column an example
 * @param Y the map, `[2, N]`
 * @param k from 1 to N − 1
 * @throws RangeError where the numbers of columns differ, k is out of range, or an entry not finite
 */
export function neighbourRecall(X: Matrix, Y: Matrix, k = 5): number {
  validateMaps('neighbourRecall', X, Y);
  const inData = nearestNeighbours(X, k).indices;
  const onMap = nearestNeighbours(Y, k).indices;
  let found = 0;
  for (let i = 0; i < X.cols; i++) {
    const wanted = new Set(inData.subarray(i * k, (i + 1) * k));
    for (const j of onMap.subarray(i * k, (i + 1) * k)) if (wanted.has(j)) found++;
  }
  return found / (X.cols * k);
}

function validateMaps(caller: string, X: Matrix, Y: Matrix): void {
  if (X.cols !== Y.cols) {
    throw new RangeError(
      `${caller}: X ${shapeOf(X)} has ${X.cols} examples, but Y ${shapeOf(Y)} has ${Y.cols} points`,
    );
  }
}

/** The place of the first entry that is not below `value`. */
function firstNotBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
