import { transposedMatmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import type { Embedding } from './embedding';
import { unitColumns } from './embedding';

/** a is to b as c is to d. */
export type Analogy = readonly [a: string, b: string, c: string, d: string];

/** How many of some analogies an embedding completes. */
export interface AnalogyScore {
  /** Where the nearest word to e_b − e_a + e_c, a, b and c left out, is d. */
  readonly right: number;
  /** Those of which it knows all four words. */
  readonly asked: number;
  /** Those of which it does not know some word. */
  readonly unknown: number;
}

/** So many questions at a time: their cosines with all words must fit in memory. */
const AT_ONCE = 256;

/**
 * Answers many analogies at once, as `completeAnalogy` answers one: one matrix product compares
 * hundreds of questions with all words.
 *
 * @see Mikolov, Chen, Corrado and Dean, *Efficient Estimation of Word Representations in Vector
 *   Space* (2013), section 4.1
 */
export function scoreAnalogies(embedding: Embedding, analogies: readonly Analogy[]): AnalogyScore {
  const known = analogies.filter((words) => words.every((word) => embedding.has(word)));
  let right = 0;
  for (let start = 0; start < known.length; start += AT_ONCE) {
    const questions = known
      .slice(start, start + AT_ONCE)
      .map((words) => words.map((word) => embedding.index(word)));
    right += countRight(embedding.unit, questions);
  }
  return { right, asked: known.length, unknown: analogies.length - known.length };
}

/** @param unit unit vectors, `[n_e, V]` */
function countRight(unit: Matrix, questions: readonly number[][]): number {
  const { rows, cols: V } = unit;
  const m = questions.length;
  const targets = Matrix.zeros(rows, m, unit.dtype);
  for (let i = 0; i < rows; i++) {
    const row = unit.data.subarray(i * V, (i + 1) * V);
    questions.forEach(([a, b, c], j) => (targets.data[i * m + j] = row[b] - row[a] + row[c]));
  }
  const cosines = transposedMatmul(unitColumns(targets), unit);
  return questions.filter(([a, b, c, d], j) => {
    const row = cosines.data.subarray(j * V, (j + 1) * V);
    let best = -1;
    for (let w = 0; w < V; w++) {
      if ((best < 0 || row[w] > row[best]) && w !== a && w !== b && w !== c) best = w;
    }
    return best === d;
  }).length;
}
