import { type DType, Matrix } from './matrix';

/**
 * A seeded source of random numbers: the same seed gives the same numbers everywhere.
 *
 * xoshiro128** of Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators* (2018).
 * Good for sampling and weights; not for secrets.
 */
export class Random {
  private readonly state = new Uint32Array(4);

  /**
   * @param seed a whole number, or at least 16 bytes that are random already (a digest).
   * @throws RangeError where the seed is neither.
   */
  constructor(seed: number | Uint8Array) {
    if (typeof seed === 'number') {
      if (!Number.isSafeInteger(seed)) {
        throw new RangeError(`Random: the seed is ${seed}, but must be a whole number`);
      }
      // splitmix32 spreads neighbouring seeds far apart; both halves of the number count.
      let z = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b)) >>> 0;
      for (let i = 0; i < 4; i++) {
        z = (z + 0x9e3779b9) >>> 0;
        let mixed = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
        this.state[i] = mixed ^ (mixed >>> 15);
      }
    } else {
      if (seed.length < 16) {
        throw new RangeError(`Random: a seed in bytes needs 16 of them, but has ${seed.length}`);
      }
      const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
      for (let i = 0; i < 4; i++) this.state[i] = view.getUint32(4 * i, true);
      // The all-zero state would stay zero forever.
      if (this.state.every((word) => word === 0)) this.state[0] = 1;
    }
  }

  /** The generator's own step: a whole number in [0, 2³²). */
  private next(): number {
    const s = this.state;
    const product = Math.imul(s[1], 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** Uniform in [low, high), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const unit = ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** Normal with the given mean and standard deviation (Box and Muller, 1958). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** The same items in random order, each order equally likely (Fisher and Yates); a new array. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(0, i);
      [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
    }
    return shuffled;
  }

  /** One of the items, each equally likely. */
  choice<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('Random.choice: there is nothing to choose from');
    return items[this.integer(0, items.length - 1)];
  }

  /** A matrix `[rows, cols]` of independent normal entries with mean 0. */
  normalMatrix(rows: number, cols: number, deviation = 1, dtype: DType = 'float64'): Matrix {
    const result = Matrix.zeros(rows, cols, dtype);
    for (let k = 0; k < result.data.length; k++) result.data[k] = this.normal(0, deviation);
    return result;
  }
}
