import { NO_TOKEN } from '../networks/embedding';

/**
 * A language model that only counts which token followed which, with interpolated Kneser–Ney
 * smoothing: the baseline that a network has to beat.
 *
 * From each count c(v, w) of w after v a discount D is taken off. What that leaves over is given to
 * all tokens, in proportion to *how many different* tokens each has followed, N(• w). (Not to how
 * often it came: "Francisco" is frequent, but hardly ever after anything but "San".)
 *
 *     P(w | v) = max(c(v, w) − D, 0) / c(v)  +  D · N(v •) / c(v) · P(w)
 *     P(w)     = max(N(• w) − D, 0) / N(• •)  +  D · N(•) / N(• •) · 1 / V
 *
 * where N(v •) is how many different tokens follow v, N(• •) how many different pairs there are, and
 * N(•) how many different tokens follow any. The last term keeps a token that never followed
 * anything from having probability zero.
 *
 * @see Kneser and Ney, *Improved Backing-off for M-gram Language Modeling* (1995); in this form Chen
 *   and Goodman, *An Empirical Study of Smoothing Techniques for Language Modeling* (1999)
 */
export class KneserNeyBigram {
  /** D */
  readonly discount: number;
  /** c(v, w), by v and then w; v is NO_TOKEN at the beginning of a sequence. */
  private readonly counts = new Map<number, Map<number, number>>();
  /** c(v) */
  private readonly totals = new Map<number, number>();
  /** P(w) */
  private readonly continuation: Float64Array;

  /**
   * @param sequences lists of token numbers, without EOS
   * @param V how many tokens there are: numbers from 0 to V − 1
   * @param eos the number of EOS, which is counted after each sequence
   * @param discount D; by default n₁ / (n₁ + 2 n₂), where n_k pairs came just k times (Ney, Essen and
   *   Kneser, 1994)
   * @throws RangeError where there is no sequence, a token is none of the V, or D is not between 0
   *   and 1 (as the default is where no pair came just once, and where none came just twice)
   */
  constructor(
    sequences: Iterable<readonly number[]>,
    private readonly V: number,
    eos: number,
    discount?: number,
  ) {
    for (const sequence of sequences) {
      let previous = NO_TOKEN;
      for (const token of [...sequence, eos]) {
        this.requireToken(token);
        this.count(previous, token);
        previous = token;
      }
    }
    const pairs = [...this.counts.values()].flatMap((row) => [...row.entries()]);
    if (pairs.length === 0) throw new RangeError('KneserNeyBigram: no sequences were given');

    const times = (k: number) => pairs.filter(([, count]) => count === k).length;
    this.discount = discount ?? times(1) / (times(1) + 2 * times(2));
    if (!(this.discount > 0 && this.discount < 1)) {
      throw new RangeError(
        `KneserNeyBigram: the discount is ${this.discount}, but must be between 0 and 1` +
          (discount === undefined ? ': pass one, as there is too little text to estimate it' : ''),
      );
    }

    const followed = new Float64Array(V); // N(• w)
    for (const [token] of pairs) followed[token]++;
    const different = followed.filter((n) => n > 0).length; // N(•)
    const D = this.discount;
    this.continuation = followed.map(
      (n) => (Math.max(n - D, 0) + (D * different) / V) / pairs.length,
    );
  }

  /**
   * P(token | previous)
   * @param previous the token before, or {@link NO_TOKEN} at the beginning of a sequence
   * @throws RangeError where a token is none of the V
   */
  probability(token: number, previous: number): number {
    this.requireToken(token);
    if (previous !== NO_TOKEN) this.requireToken(previous);
    const row = this.counts.get(previous);
    if (row === undefined) return this.continuation[token];
    const total = this.totals.get(previous)!;
    const kept = Math.max((row.get(token) ?? 0) - this.discount, 0);
    return (kept + this.discount * row.size * this.continuation[token]) / total;
  }

  private count(previous: number, token: number): void {
    const row = this.counts.get(previous) ?? new Map<number, number>();
    this.counts.set(previous, row.set(token, (row.get(token) ?? 0) + 1));
    this.totals.set(previous, (this.totals.get(previous) ?? 0) + 1);
  }

  private requireToken(token: number): void {
    if (Number.isInteger(token) && token >= 0 && token < this.V) return;
    throw new RangeError(`KneserNeyBigram: there is no token ${token}: V is ${this.V}`);
  }
}
