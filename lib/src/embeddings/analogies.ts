import { transposedMatmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import type { Embedding } from './embedding';
import { unitColumns } from './embedding';

/** a is to b as c is to d. */
export type Analogy = readonly [a: string, b: string, c: string, d: string];

/** How many of some analogies an embedding completes. */
export interface AnalogyScore {
  /** Where the answer is d. */
  readonly right: number;
  /** Those of which it knows all four words. */
  readonly asked: number;
  /** Those of which it does not know some word. */
  readonly unknown: number;
}

/**
 * How the answer is chosen (the names are Levy and Goldberg's, 2014): the word w, all vectors unit
 * vectors, with the largest
 *
 * - `3CosAdd`: cos(e_w, e_b − e_a + e_c), as `completeAnalogy` does: the place is what counts;
 * - `PairDirection`: cos(e_w − e_c, e_b − e_a): the direction of the step alone counts, and not how
 *   long it is, so that the answer may lie far away.
 */
export type AnalogyMethod = '3CosAdd' | 'PairDirection';

/** So many questions at a time: their cosines with all words must fit in memory. */
const AT_ONCE = 256;

/**
 * Answers many analogies at once, as `completeAnalogy` answers one: one matrix product compares
 * hundreds of questions with all words.
 *
 * @param options further settings
 * @param options.method how the answer is chosen
 * @param options.excludeInputs whether a, b and c are no answers. (With `PairDirection`, c is none
 *   in any case: from c to c there is no direction.)
 * @see Mikolov, Chen, Corrado and Dean, *Efficient Estimation of Word Representations in Vector
 *   Space* (2013), section 4.1; Levy and Goldberg, *Linguistic Regularities in Sparse and Explicit
 *   Word Representations* (2014)
 */
export function scoreAnalogies(
  embedding: Embedding,
  analogies: readonly Analogy[],
  {
    method = '3CosAdd',
    excludeInputs = true,
  }: { method?: AnalogyMethod; excludeInputs?: boolean } = {},
): AnalogyScore {
  const known = analogies.filter((words) => words.every((word) => embedding.has(word)));
  let right = 0;
  for (let start = 0; start < known.length; start += AT_ONCE) {
    const questions = known
      .slice(start, start + AT_ONCE)
      .map((words) => words.map((word) => embedding.index(word)));
    const scores = similarities[method](embedding.unit, questions);
    right += countRight(scores, questions, excludeInputs);
  }
  return { right, asked: known.length, unknown: analogies.length - known.length };
}

/** For each method, how well each of all words answers each question, `[m, V]`; U are unit vectors. */
const similarities: Readonly<
  Record<AnalogyMethod, (U: Matrix, questions: readonly number[][]) => Matrix>
> = {
  '3CosAdd'(U, questions) {
    const targets = combine(U, questions, ([a, b, c]) => b - a + c);
    return transposedMatmul(unitColumns(targets), U);
  },
  PairDirection(U, questions) {
    // cos(e_w − e_c, d) = (d·e_w − d·e_c) / ‖e_w − e_c‖ with d = e_b − e_a, itself scaled to 1
    const directions = unitColumns(combine(U, questions, ([a, b]) => b - a));
    const scores = transposedMatmul(directions, U);
    const toC = transposedMatmul(
      combine(U, questions, ([, , c]) => c),
      U,
    );
    const V = U.cols;
    questions.forEach(([, , c], j) => {
      const atC = scores.data[j * V + c];
      for (let w = 0, k = j * V; w < V; w++, k++) {
        // ‖e_w − e_c‖² of unit vectors
        const squared = 2 - 2 * toC.data[k];
        scores.data[k] = w === c ? -Infinity : (scores.data[k] - atC) / Math.sqrt(squared);
      }
    });
    return scores;
  },
};

/** For each question a vector, computed entry by entry from those of its words, `[n_e, m]`. */
function combine(
  { rows, cols, data, dtype }: Matrix,
  questions: readonly number[][],
  entry: (entries: number[]) => number,
): Matrix {
  const m = questions.length;
  const combined = Matrix.zeros(rows, m, dtype);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    questions.forEach((words, j) => {
      combined.data[i * m + j] = entry(words.map((word) => row[word]));
    });
  }
  return combined;
}

/** @param scores one row a question, `[m, V]` */
function countRight(
  scores: Matrix,
  questions: readonly number[][],
  excludeInputs: boolean,
): number {
  const V = scores.cols;
  return questions.filter(([a, b, c, d], j) => {
    const row = scores.data.subarray(j * V, (j + 1) * V);
    let best = -1;
    for (let w = 0; w < V; w++) {
      if (excludeInputs && (w === a || w === b || w === c)) continue;
      if (best < 0 || row[w] > row[best]) best = w;
    }
    return best === d;
  }).length;
}
