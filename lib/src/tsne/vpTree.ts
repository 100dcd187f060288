import type { Random } from '../tensor/random';
import { type Points, squaredDistance } from './points';
import { NearestSoFar } from './nearestSoFar';

/** Fewer points than this are compared one by one. */
const LEAF = 16;

/**
 * A vantage-point tree: finds nearest neighbours without measuring every distance.
 *
 * A node is a point, the vantage point, and a radius: half of the points below lie inside. By the
 * triangle inequality a search that has k points within τ may leave out the half whose every point
 * is farther than τ. The more dimensions the data really fills, the less there is to leave out.
 *
 * The tree lies in one permutation of the points: the node of `order[low … high)` has its vantage
 * point at low, the inner half up to the middle, the outer half after it.
 *
 * @see Yianilos, *Data Structures and Algorithms for Nearest Neighbor Search in General Metric
 * Spaces* (1993); van der Maaten, *Accelerating t-SNE using Tree-Based Algorithms* (2014), 4.1
 */
export class VpTree {
  private readonly order: Int32Array;
  /** By the vantage point's place in `order`. */
  private readonly radius: Float64Array;
  /** How many distances the searches so far have measured. */
  measured = 0;

  constructor(
    private readonly points: Points,
    random: Random,
  ) {
    this.order = Int32Array.from({ length: points.N }, (_, i) => i);
    this.radius = new Float64Array(points.N);
    this.build(0, points.N, new Float64Array(points.N), random);
  }

  /** Puts the nearest points to point `query`, itself left out, into `nearest`. */
  search(query: number, nearest: NearestSoFar): void {
    this.visit(query, 0, this.points.N, nearest);
  }

  private build(low: number, high: number, distance: Float64Array, random: Random): void {
    if (high - low <= LEAF) return;
    const { order } = this;
    swap(order, low, random.integer(low, high - 1));
    for (let i = low + 1; i < high; i++) {
      distance[i] = Math.sqrt(squaredDistance(this.points, order[low], order[i]));
    }
    const middle = (low + high) >> 1;
    select(order, distance, low + 1, high - 1, middle);
    this.radius[low] = distance[middle];
    this.build(low + 1, middle, distance, random);
    this.build(middle, high, distance, random);
  }

  private visit(query: number, low: number, high: number, nearest: NearestSoFar): void {
    const { order, points } = this;
    if (high - low <= LEAF) {
      this.measured += high - low;
      for (let i = low; i < high; i++) {
        if (order[i] !== query) nearest.offer(order[i], squaredDistance(points, query, order[i]));
      }
      return;
    }
    this.measured++;
    const squared = squaredDistance(points, query, order[low]);
    if (order[low] !== query) nearest.offer(order[low], squared);
    const beyond = Math.sqrt(squared) - this.radius[low];
    const middle = (low + high) >> 1;
    // The half in which the query lies comes first: it brings τ down for the other one.
    if (beyond < 0) {
      this.visit(query, low + 1, middle, nearest);
      if (-beyond <= nearest.tau) this.visit(query, middle, high, nearest);
    } else {
      this.visit(query, middle, high, nearest);
      if (beyond <= nearest.tau) this.visit(query, low + 1, middle, nearest);
    }
  }
}

/** Quickselect: afterwards distance[low … k) ≤ distance[k] ≤ distance(k … high]. */
function select(
  order: Int32Array,
  distance: Float64Array,
  low: number,
  high: number,
  k: number,
): void {
  while (low < high) {
    const pivot = distance[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (distance[i] < pivot) i++;
      while (distance[j] > pivot) j--;
      if (i > j) break;
      swap(order, i, j);
      swap(distance, i++, j--);
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return;
  }
}

function swap(array: Int32Array | Float64Array, i: number, j: number): void {
  const kept = array[i];
  array[i] = array[j];
  array[j] = kept;
}
