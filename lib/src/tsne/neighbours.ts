import { type Matrix } from '../tensor/matrix';
import { Random } from '../tensor/random';
import { type Points, pointsOf, squaredDistance } from './points';
import { NearestSoFar } from './nearestSoFar';
import { VpTree } from './vpTree';

/** From this many points on, a tree may pay. */
const TREE_FROM = 5000;
/** It does where a search measures less than this share of all distances; tried on some points. */
const TREE_SHARE = 1 / 6;
const TRIALS = 32;
/** Points of a tile when all pairs are compared. */
const TILE = 64;

/** The k nearest neighbours of each of N points: those of point i from place i·k on. */
export interface Neighbours {
  readonly k: number;
  /** Nearest first; N·k of them. */
  readonly indices: Int32Array;
  /** ‖x_i − x_j‖², in the same places. */
  readonly squaredDistances: Float64Array;
}

export type NeighbourSearch = 'brute-force' | 'vp-tree';

/**
 * The k nearest neighbours of every example by Euclidean distance, itself left out; exact.
 *
 * Of several points at the same distance any may come first, or be left out at the end.
 *
 * @param X `[d, N]`, one column an example
 * @param k from 1 to N − 1
 * @param search by default whichever promises to be faster: a tree has to leave out most points
 * @throws RangeError where k does not fit X, or an entry is NaN or infinite
 */
export function nearestNeighbours(X: Matrix, k: number, search?: NeighbourSearch): Neighbours {
  const { cols: N } = X;
  if (!Number.isInteger(k) || k < 1 || k > N - 1) {
    throw new RangeError(
      `nearestNeighbours: k is ${k}, but must be a whole number from 1 to ${N - 1}, ` +
        `as X has ${N} examples`,
    );
  }
  const points = pointsOf(X, 'nearestNeighbours: X');
  if (search === 'brute-force' || (search === undefined && N < TREE_FROM)) {
    return compareAll(points, k);
  }
  // Whichever vantage points are drawn, the neighbours are the same.
  const tree = new VpTree(points, new Random(0));
  if (search === undefined && !prunesWell(tree, N, k)) return compareAll(points, k);
  return searchTree(tree, N, k);
}

function prunesWell(tree: VpTree, N: number, k: number): boolean {
  const nearest = new NearestSoFar(k);
  for (let trial = 0; trial < TRIALS; trial++) {
    tree.search(Math.floor((trial * N) / TRIALS), nearest);
    nearest.clear();
  }
  return tree.measured < TREE_SHARE * TRIALS * N;
}

function searchTree(tree: VpTree, N: number, k: number): Neighbours {
  const result = emptyNeighbours(N, k);
  const nearest = new NearestSoFar(k);
  for (let i = 0; i < N; i++) {
    tree.search(i, nearest);
    nearest.drain(result.indices, result.squaredDistances, i * k);
  }
  return result;
}

function compareAll(points: Points, k: number): Neighbours {
  const { N } = points;
  const result = emptyNeighbours(N, k);
  // Each distance is measured once and offered to both of its points.
  const nearest = Array.from({ length: N }, () => new NearestSoFar(k));
  // Tile by tile, so that the points at hand stay in the processor's cache.
  for (let top = 0; top < N; top += TILE) {
    for (let left = 0; left <= top; left += TILE) {
      for (let i = top; i < Math.min(top + TILE, N); i++) {
        for (let j = left; j < Math.min(left + TILE, i); j++) {
          const squared = squaredDistance(points, i, j);
          nearest[i].offer(j, squared);
          nearest[j].offer(i, squared);
        }
      }
    }
  }
  nearest.forEach((heap, i) => heap.drain(result.indices, result.squaredDistances, i * k));
  return result;
}

function emptyNeighbours(N: number, k: number): Neighbours {
  return { k, indices: new Int32Array(N * k), squaredDistances: new Float64Array(N * k) };
}
