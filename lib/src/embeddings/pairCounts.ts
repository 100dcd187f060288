/**
 * A sum for each of many keys, whole numbers from 0 to below 2⁵³: a hash table in one flat array, with
 * a fraction of the memory that a Map takes.
 */
export class PairCounts {
  /** How many keys have a sum. */
  size = 0;
  /** Each place is two numbers: a key + 1, or 0 where it is free; and the key's sum. */
  private readonly places: Float64Array;
  private readonly shift: number;

  /** @param capacity at most so many keys */
  constructor(private readonly capacity: number) {
    // At least a quarter of the places are free, so that one is soon found.
    const bits = Math.ceil(Math.log2(capacity / 0.75 + 1));
    this.places = new Float64Array(2 * 2 ** bits);
    this.shift = 32 - bits;
  }

  /** @throws RangeError where the table is full */
  add(key: number, amount: number): void {
    const place = this.find(key);
    if (this.places[place] === 0) {
      if (this.size === this.capacity) {
        throw new RangeError(`the table is full: it holds ${this.capacity} keys`);
      }
      this.places[place] = key + 1;
      this.size++;
    }
    this.places[place + 1] += amount;
  }

  /** The key's sum, 0 where there is none. */
  get(key: number): number {
    return this.places[this.find(key) + 1];
  }

  sortedKeys(): Float64Array {
    const sorted = new Float64Array(this.size);
    let n = 0;
    for (let place = 0; place < this.places.length; place += 2) {
      if (this.places[place] !== 0) sorted[n++] = this.places[place] - 1;
    }
    return sorted.sort();
  }

  clear(): void {
    this.places.fill(0);
    this.size = 0;
  }

  /** The place that holds the key, or the free one where it belongs. */
  private find(key: number): number {
    // Multiplicative hashing (Knuth) of both halves: the product's upper bits depend on all of them.
    const hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(key / 2 ** 32, 0x85ebca6b);
    let place = 2 * (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> this.shift);
    // Where that place is taken, the next free one.
    while (this.places[place] !== 0 && this.places[place] !== key + 1) {
      place = (place + 2) % this.places.length;
    }
    return place;
  }
}
