import type { Random } from '../tensor/random';

/**
 * With which probability an occurrence of a word is kept: the more frequent the word, the less, as
 * "the" teaches little about its neighbours. With f = count / total it is
 *
 *     min(1, (√(f / threshold) + 1) · threshold / f)
 *
 * which is what word2vec.c and gensim compute. (The paper's own formula, √(threshold / f), leaves out
 * the second term.)
 *
 * @param count how often the word occurs
 * @param total of how many words
 * @param threshold words rarer than about 2.6 times this are all kept; 0 keeps every word
 * @throws RangeError where the numbers are not 0 < count ≤ total and threshold ≥ 0
 * @see Mikolov et al., *Distributed Representations of Words and Phrases and their
 *   Compositionality* (2013), section 2.3
 */
export function keepProbability(count: number, total: number, threshold = 1e-3): number {
  if (!(count > 0 && count <= total) || !(threshold >= 0)) {
    throw new RangeError(
      `keepProbability: count is ${count}, total ${total} and threshold ${threshold}, ` +
        'but must be 0 < count ≤ total and threshold ≥ 0',
    );
  }
  if (threshold === 0) return 1;
  const f = count / total;
  return Math.min(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
}

/**
 * From which words noise is drawn: P(w) ∝ count(w)^power. The power 3/4 lies between the words' own
 * frequencies and all alike.
 *
 * @returns probabilities, which sum to 1
 * @throws RangeError where a count is negative or not finite, or all are 0
 * @see Mikolov et al., *Distributed Representations …* (2013), section 2.2
 */
export function noiseDistribution(counts: readonly number[], power = 0.75): number[] {
  const odd = counts.findIndex((count) => !(count >= 0 && count < Infinity));
  if (odd >= 0) throw new RangeError(`noiseDistribution: counts[${odd}] is ${counts[odd]}`);
  const weights = counts.map((count) => (count === 0 ? 0 : count ** power));
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) throw new RangeError('noiseDistribution: there is no word to draw');
  return weights.map((weight) => weight / sum);
}

/**
 * Draws from a distribution in constant time, however many outcomes it has. Every outcome has a
 * column of height 1 / n, whose lower part is its own, and whose upper part it lends to one other,
 * its alias, that needs more room.
 *
 * @see Walker, *An Efficient Method for Generating Discrete Random Variables with General
 *   Distributions* (1977); Vose, *A Linear Algorithm for Generating Random Numbers with a Given
 *   Distribution* (1991)
 */
export class AliasTable {
  private readonly own: Float64Array;
  private readonly alias: Int32Array;

  /** @param probabilities at least one, which sum to 1 */
  constructor(probabilities: readonly number[]) {
    const n = probabilities.length;
    this.own = new Float64Array(n).fill(1);
    this.alias = Int32Array.from({ length: n }, (_, i) => i);
    const height = probabilities.map((p) => p * n);
    const small: number[] = [];
    const large: number[] = [];
    height.forEach((h, i) => (h < 1 ? small : large).push(i));
    while (small.length > 0 && large.length > 0) {
      const [i, j] = [small.pop()!, large.pop()!];
      this.own[i] = height[i];
      this.alias[i] = j;
      height[j] -= 1 - height[i];
      (height[j] < 1 ? small : large).push(j);
    }
    // What is left over is 1, but for rounding.
  }

  draw(random: Random): number {
    const place = random.uniform() * this.own.length;
    const column = Math.floor(place);
    return place - column < this.own[column] ? column : this.alias[column];
  }
}
