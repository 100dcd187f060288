import type { Matrix } from '../tensor/matrix';

/** Cells of so few points are not divided: to go through them costs less than more cells. */
const LEAF = 4;
/** How often a side can be halved: two coordinates of 16 bits make a code of 32. */
const LEVELS = 16;

/**
 * A quadtree over the points of a map, in flat arrays that are used again for each new map.
 *
 * The points are sorted along a Z-order curve, so that those of a cell are neighbours in `order`.
 * Cells stand in depth-first order: the first child follows its parent, and `after` leads past all
 * of a cell's descendants, so that a walk needs neither recursion nor a stack. A cell whose points
 * all lie in one quarter is replaced by that quarter, hence there are fewer cells than 2N.
 *
 * @see van der Maaten, *Accelerating t-SNE using Tree-Based Algorithms* (2014), section 4.2
 */
export class Quadtree {
  cells = 0;
  /** The points' numbers in the order of the curve, and their coordinates in that order. */
  readonly order: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Of each cell: its centre of mass, its side, and its points `order[first … last)`. */
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  readonly side: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The next cell that is no descendant; a leaf's is its own number plus 1. */
  readonly after: Int32Array;
  private readonly code: Uint32Array;
  private readonly spare: { order: Uint32Array; code: Uint32Array };

  constructor(readonly N: number) {
    this.order = new Uint32Array(N);
    this.code = new Uint32Array(N);
    this.spare = { order: new Uint32Array(N), code: new Uint32Array(N) };
    this.x = new Float64Array(N);
    this.y = new Float64Array(N);
    this.centreX = new Float64Array(2 * N);
    this.centreY = new Float64Array(2 * N);
    this.side = new Float64Array(2 * N);
    this.first = new Int32Array(2 * N);
    this.last = new Int32Array(2 * N);
    this.after = new Int32Array(2 * N);
  }

  /** Makes this the tree of the map Y `[2, N]`. */
  build(Y: Matrix): void {
    const { N } = this;
    const xs = Y.data.subarray(0, N);
    const ys = Y.data.subarray(N, 2 * N);
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < N; i++) {
      if (xs[i] < left) left = xs[i];
      if (xs[i] > right) right = xs[i];
      if (ys[i] < bottom) bottom = ys[i];
      if (ys[i] > top) top = ys[i];
    }
    const side = Math.max(right - left, top - bottom);
    const scale = side > 0 ? (2 ** LEVELS - 1) / side : 0;
    for (let i = 0; i < N; i++) {
      this.order[i] = i;
      this.code[i] =
        (spread((xs[i] - left) * scale) | (spread((ys[i] - bottom) * scale) << 1)) >>> 0;
    }
    this.sort();
    for (let k = 0; k < N; k++) {
      this.x[k] = xs[this.order[k]];
      this.y[k] = ys[this.order[k]];
    }
    this.cells = 0;
    this.addCell(0, N, scale > 0 ? 2 ** LEVELS / scale : 0);
  }

  /** Adds the cell of the points `order[first … last)` and, after it, its descendants. */
  private addCell(first: number, last: number, rootSide: number): void {
    const { code } = this;
    const cell = this.cells++;
    this.first[cell] = first;
    this.last[cell] = last;
    // The bits that all of a cell's codes begin with say which cell it is, and on which level.
    const level = Math.clz32(code[first] ^ code[last - 1]) >> 1;
    this.side[cell] = rootSide / 2 ** level;
    if (last - first <= LEAF || level === LEVELS) {
      this.after[cell] = this.cells;
      let [sumX, sumY] = [0, 0];
      for (let k = first; k < last; k++) {
        sumX += this.x[k];
        sumY += this.y[k];
      }
      this.centreX[cell] = sumX / (last - first);
      this.centreY[cell] = sumY / (last - first);
      return;
    }
    const shift = 2 * (LEVELS - 1 - level);
    let [sumX, sumY] = [0, 0];
    for (let start = first; start < last;) {
      const quarter = code[start] >>> shift;
      let end = start + 1;
      while (end < last && code[end] >>> shift === quarter) end++;
      const child = this.cells;
      this.addCell(start, end, rootSide);
      sumX += (end - start) * this.centreX[child];
      sumY += (end - start) * this.centreY[child];
      start = end;
    }
    this.centreX[cell] = sumX / (last - first);
    this.centreY[cell] = sumY / (last - first);
    this.after[cell] = this.cells;
  }

  /** Sorts the points by their codes: radix sort, a byte at a time. */
  private sort(): void {
    const count = new Int32Array(257);
    let from = { order: this.order, code: this.code };
    let to = this.spare;
    for (let shift = 0; shift < 32; shift += 8) {
      count.fill(0);
      for (let k = 0; k < this.N; k++) count[((from.code[k] >>> shift) & 255) + 1]++;
      for (let byte = 0; byte < 256; byte++) count[byte + 1] += count[byte];
      for (let k = 0; k < this.N; k++) {
        const place = count[(from.code[k] >>> shift) & 255]++;
        to.code[place] = from.code[k];
        to.order[place] = from.order[k];
      }
      // After the fourth and last pass everything is back where it came from.
      [from, to] = [to, from];
    }
  }
}

/** Puts a zero before each of the 16 bits of a whole number: abcd → 0a0b0c0d. */
function spread(value: number): number {
  let bits = value & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
