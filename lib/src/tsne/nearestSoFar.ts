/**
 * The k nearest points of those offered so far: a heap with the farthest on top, so that a point
 * that is no candidate costs one comparison.
 */
export class NearestSoFar {
  private count = 0;
  private readonly index: Int32Array;
  private readonly squared: Float64Array;
  /** The distance beyond which a point is no candidate. */
  tau = Infinity;
  private squaredTau = Infinity;

  constructor(private readonly k: number) {
    this.index = new Int32Array(k);
    this.squared = new Float64Array(k);
  }

  clear(): void {
    this.count = 0;
    this.tau = this.squaredTau = Infinity;
  }

  offer(index: number, squaredDistance: number): void {
    if (squaredDistance >= this.squaredTau) return;
    if (this.count < this.k) this.rise(this.count++, index, squaredDistance);
    else this.sink(this.k, index, squaredDistance);
    if (this.count === this.k) {
      this.squaredTau = this.squared[0];
      this.tau = Math.sqrt(this.squaredTau);
    }
  }

  /** Writes the points, nearest first, to the arrays from `offset` on, and forgets them. */
  drain(indices: Int32Array, squaredDistances: Float64Array, offset: number): void {
    for (let n = this.count - 1; n >= 0; n--) {
      indices[offset + n] = this.index[0];
      squaredDistances[offset + n] = this.squared[0];
      this.sink(n, this.index[n], this.squared[n]);
    }
    this.clear();
  }

  /** Places an entry at the bottom and lets it rise above nearer ones. */
  private rise(at: number, index: number, squared: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.squared[parent] >= squared) break;
      this.index[at] = this.index[parent];
      this.squared[at] = this.squared[parent];
      at = parent;
    }
    this.index[at] = index;
    this.squared[at] = squared;
  }

  /** Replaces the top of a heap of n entries and lets it sink below farther ones. */
  private sink(n: number, index: number, squared: number): void {
    let at = 0;
    for (let child = 1; child < n; child = 2 * at + 1) {
      if (child + 1 < n && this.squared[child + 1] > this.squared[child]) child++;
      if (this.squared[child] <= squared) break;
      this.index[at] = this.index[child];
      this.squared[at] = this.squared[child];
      at = child;
    }
    this.index[at] = index;
    this.squared[at] = squared;
  }
}
