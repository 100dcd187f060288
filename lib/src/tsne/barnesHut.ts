import type { Matrix } from '../tensor/matrix';
import type { SparseAffinities } from './affinities';
import { type Repulsion, sparseObjective } from './objective';
import { Quadtree } from './quadtree';

/** Cells of so few points go through the tree together. */
const GROUP = 24;

/**
 * The gradient of the Kullback–Leibler divergence where far-away points repel as one, from their
 * centre of mass: O(N log N).
 *
 * @param Y `[2, N]`, one column a point
 * @param theta a cell counts as one point where it appears smaller than this: its side divided by
 *   its distance; 0 is exact, 0.5 usual, at most 1
 * @returns the gradient, `[2, N]`
 * @throws RangeError where Y is not `[2, N]`, or theta out of range
 * @see van der Maaten, *Accelerating t-SNE using Tree-Based Algorithms* (2014)
 */
export function barnesHutGradient(
  P: SparseAffinities,
  Y: Matrix,
  theta = 0.5,
  exaggeration = 1,
): Matrix {
  const repulsion = barnesHutRepulsion(P.N, theta);
  return sparseObjective(P, repulsion, repulsion).gradient(Y, exaggeration);
}

/**
 * {@link Repulsion} for N points that keeps its tree's memory from one map to the next.
 *
 * The points of a small cell share one walk through the tree, in which the distance to a cell is
 * that of the box around them: no cell counts as one that a point on its own would have opened, and
 * most of the time goes into one plain loop.
 *
 * @throws RangeError where theta is not between 0 and 1
 */
export function barnesHutRepulsion(N: number, theta: number): Repulsion {
  if (!(theta >= 0 && theta <= 1)) {
    throw new RangeError(`Barnes–Hut: theta is ${theta}, but must be from 0 (exact) to 1`);
  }
  const tree = new Quadtree(N);
  const bodies = new Bodies(2 * N);
  return (Y, forces) => {
    tree.build(Y);
    let Z = 0;
    for (let cell = 0; cell < tree.cells;) {
      const isLeaf = tree.after[cell] === cell + 1;
      if (tree.last[cell] - tree.first[cell] <= GROUP || isLeaf) {
        collect(tree, cell, theta, bodies);
        Z += repel(tree, cell, bodies, forces);
        cell = tree.after[cell];
      } else {
        cell++;
      }
    }
    return Z;
  };
}

/** What a group's points are repelled by: single points, and cells at their centres of mass. */
class Bodies {
  count = 0;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How many points each body stands for. */
  readonly mass: Float64Array;

  constructor(capacity: number) {
    this.x = new Float64Array(capacity);
    this.y = new Float64Array(capacity);
    this.mass = new Float64Array(capacity);
  }
}

function collect(tree: Quadtree, group: number, theta: number, bodies: Bodies): void {
  const { centreX, centreY, side, first, last, after, x, y } = tree;
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = first[group]; k < last[group]; k++) {
    if (x[k] < left) left = x[k];
    if (x[k] > right) right = x[k];
    if (y[k] < bottom) bottom = y[k];
    if (y[k] > top) top = y[k];
  }
  const midX = (left + right) / 2;
  const midY = (bottom + top) / 2;
  const halfWidth = (right - left) / 2;
  const halfHeight = (top - bottom) / 2;
  const squaredTheta = theta * theta;
  let count = 0;
  for (let cell = 0; cell < tree.cells;) {
    const dx = Math.max(0, Math.abs(centreX[cell] - midX) - halfWidth);
    const dy = Math.max(0, Math.abs(centreY[cell] - midY) - halfHeight);
    if (side[cell] * side[cell] < squaredTheta * (dx * dx + dy * dy)) {
      bodies.x[count] = centreX[cell];
      bodies.y[count] = centreY[cell];
      bodies.mass[count++] = last[cell] - first[cell];
      cell = after[cell];
    } else {
      if (after[cell] === cell + 1) {
        for (let k = first[cell]; k < last[cell]; k++) {
          bodies.x[count] = x[k];
          bodies.y[count] = y[k];
          bodies.mass[count++] = 1;
        }
      }
      cell++;
    }
  }
  bodies.count = count;
}

/** Writes the forces on the group's points and returns their share of Z. */
function repel(tree: Quadtree, group: number, bodies: Bodies, forces: Float64Array): number {
  const { N, order } = tree;
  const { x, y, mass, count } = bodies;
  let Z = 0;
  for (let k = tree.first[group]; k < tree.last[group]; k++) {
    const xk = tree.x[k];
    const yk = tree.y[k];
    let forceX = 0;
    let forceY = 0;
    // Every point is also among its own bodies, with w = 1 and no force.
    let sum = -1;
    for (let b = 0; b < count; b++) {
      const dx = xk - x[b];
      const dy = yk - y[b];
      const w = 1 / (1 + dx * dx + dy * dy);
      const mw = mass[b] * w;
      sum += mw;
      forceX += mw * w * dx;
      forceY += mw * w * dy;
    }
    Z += sum;
    forces[order[k]] = forceX;
    forces[N + order[k]] = forceY;
  }
  return Z;
}
