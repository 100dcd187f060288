/** One thing that was drawn, `the index 3`, and on what condition: ` after 4, 2`. */
export interface Draw {
  readonly drawn: string;
  /** Follows `drawn` in a sentence; empty where all draws are alike. */
  readonly given: string;
}

/** How often each thing was drawn, by condition. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What became of a G-test. */
export interface GTest {
  /** The probability of counts so different, or more, where both come from one distribution. */
  readonly p: number;
  /** The draw that speaks most clearly against one distribution, and its share on its condition. */
  readonly worst: Draw & { readonly yours: number; readonly expected: number };
}

/**
 * Do two samples of draws come from one distribution? On each condition, their counts are held
 * against what they would be if both samples had the same shares: G = 2 Σ O ln(O / E). If they
 * have, G is distributed as χ² (where each draw is expected five times or so). Conditions that occur
 * in one sample only say nothing.
 *
 * @throws RangeError where the samples have no condition in common
 * @see Sokal and Rohlf, *Biometry*, "Analysis of Frequencies"
 */
export function gTest(yours: Counts, expected: Counts): GTest {
  let G = 0;
  let degreesOfFreedom = 0;
  let worst: GTest['worst'] | undefined;
  let mostWeight = -1;
  for (const [given, one] of yours) {
    const other = expected.get(given);
    if (other === undefined) continue;
    const [n, m] = [sum(one), sum(other)];
    const outcomes = new Set([...one.keys(), ...other.keys()]);
    degreesOfFreedom += outcomes.size - 1;
    for (const drawn of outcomes) {
      const [a, b] = [one.get(drawn) ?? 0, other.get(drawn) ?? 0];
      const share = (a + b) / (n + m);
      const weight = surprise(a, n * share) + surprise(b, m * share);
      G += 2 * weight;
      if (weight <= mostWeight) continue;
      mostWeight = weight;
      worst = { drawn, given, yours: a / n, expected: b / m };
    }
  }
  if (worst === undefined) throw new RangeError('gTest: the samples have no condition in common');
  return { p: chiSquareTail(G, degreesOfFreedom), worst };
}

export function count(draws: Iterable<Draw>): Counts {
  const counts = new Map<string, Map<string, number>>();
  for (const { drawn, given } of draws) {
    let own = counts.get(given);
    if (own === undefined) counts.set(given, (own = new Map<string, number>()));
    own.set(drawn, (own.get(drawn) ?? 0) + 1);
  }
  return counts;
}

/** How many draws were counted. */
export function sizeOf(counts: Counts): number {
  return [...counts.values()].reduce((total, own) => total + sum(own), 0);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

/** What a count adds to G / 2. The last two terms make it positive, and cancel in the sum. */
function surprise(observed: number, expected: number): number {
  return (observed === 0 ? 0 : observed * Math.log(observed / expected)) - observed + expected;
}

/**
 * The probability that χ² is x or more: e^(−x/2) Σ (x/2)^k / k!, k from 0 to n − 1, for 2n degrees
 * of freedom. An odd number is rounded up to the next, which makes it a little too large.
 */
function chiSquareTail(x: number, degreesOfFreedom: number): number {
  let term = Math.exp(-x / 2);
  let tail = term;
  for (let k = 1; k < degreesOfFreedom / 2; k++) {
    term *= x / 2 / k;
    tail += term;
  }
  return tail;
}
