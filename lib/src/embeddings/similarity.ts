import { transposedMatmul } from '../tensor/matmul';
import { Matrix, shapeOf } from '../tensor/matrix';
import { add, subtract } from '../tensor/operations';
import { type Embedding, unitColumns } from './embedding';

/** A word, and how similar it is to what was asked for. */
export interface Neighbour {
  readonly word: string;
  /** The cosine, −1 to 1. */
  readonly similarity: number;
}

/**
 * The cosine of the angle between two vectors, u·v / (‖u‖ ‖v‖): 1 for the same direction, 0 for a
 * right angle, −1 for opposite directions.
 *
 * @param u `[n_e, 1]`
 * @param v `[n_e, 1]`
 * @throws RangeError where they are not two columns of one length, or one has no direction, as it is
 *   zero or not finite
 * @see Ng, *Sequence Models*, "Properties of Word Embeddings"
 */
export function cosineSimilarity(u: Matrix, v: Matrix): number {
  if (u.cols !== 1 || v.cols !== 1 || u.rows !== v.rows) {
    throw new RangeError(
      `cosineSimilarity: u is ${shapeOf(u)} and v is ${shapeOf(v)}, ` +
        'but both must be columns of one length',
    );
  }
  let uv = 0;
  let uu = 0;
  let vv = 0;
  for (let i = 0; i < u.rows; i++) {
    uv += u.data[i] * v.data[i];
    uu += u.data[i] ** 2;
    vv += v.data[i] ** 2;
  }
  for (const [name, square] of [
    ['u', uu],
    ['v', vv],
  ] as const) {
    if (square > 0 && square < Infinity) continue;
    throw new RangeError(`cosineSimilarity: ${name} is zero or not finite: it has no direction`);
  }
  return uv / (Math.sqrt(uu) * Math.sqrt(vv));
}

/**
 * The words whose vectors point most nearly in the same direction, the nearest first.
 *
 * @param query a word, which is not its own neighbour; or a vector, `[n_e, 1]`
 * @param options further settings
 * @param options.count how many
 * @param options.exclude words to leave out
 * @throws RangeError where a word is unknown, or the vector is zero or of another length
 */
export function nearestWords(
  embedding: Embedding,
  query: string | Matrix,
  { count = 10, exclude = [] }: { count?: number; exclude?: readonly string[] } = {},
): Neighbour[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`nearestWords: count is ${count}, but must be a positive whole number`);
  }
  const isWord = typeof query === 'string';
  const similarities = cosines(embedding, isWord ? embedding.vector(query) : query);
  const left = new Set((isWord ? [query, ...exclude] : exclude).map((w) => embedding.index(w)));
  // The best so far, the best first: V is large, and count small.
  const best: number[] = [];
  for (let j = 0; j < similarities.length; j++) {
    if (left.has(j)) continue;
    if (best.length === count && similarities[j] <= similarities[best[count - 1]]) continue;
    if (best.length === count) best.pop();
    let place = best.length;
    while (place > 0 && similarities[j] > similarities[best[place - 1]]) place--;
    best.splice(place, 0, j);
  }
  return best.map((j) => ({ word: embedding.words[j], similarity: similarities[j] }));
}

/**
 * a is to b as c is to …? The word w with the largest cos(e_w, e_b − e_a + e_c), all of them unit
 * vectors; and those that come after it.
 *
 *     completeAnalogy(embedding, 'man', 'woman', 'king')[0].word // 'queen'
 *
 * @param options further settings
 * @param options.count how many words
 * @param options.excludeInputs whether a, b and c are no answers. They are often the nearest: the
 *   sum stays close to e_c where e_b − e_a is short
 * @throws RangeError where a word is unknown
 * @see Ng, *Sequence Models*, "Properties of Word Embeddings"; Mikolov, Yih and Zweig, *Linguistic
 *   Regularities in Continuous Space Word Representations* (2013)
 */
export function completeAnalogy(
  embedding: Embedding,
  a: string,
  b: string,
  c: string,
  { count = 5, excludeInputs = true }: { count?: number; excludeInputs?: boolean } = {},
): Neighbour[] {
  const [ea, eb, ec] = [a, b, c].map((word) => embedding.unitVector(word));
  const target = add(subtract(eb, ea), ec);
  return nearestWords(embedding, target, { count, exclude: excludeInputs ? [a, b, c] : [] });
}

/** cos(e_w, v) for every word w. */
function cosines(embedding: Embedding, v: Matrix): ArrayLike<number> {
  if (v.rows !== embedding.dimension || v.cols !== 1) {
    throw new RangeError(
      `the vector is ${shapeOf(v)}, but the embedding's are [${embedding.dimension}, 1]`,
    );
  }
  const unit = unitColumns(v);
  if (!unit.data.every(Number.isFinite) || unit.data.every((entry) => entry === 0)) {
    throw new RangeError('the vector is zero or not finite: it has no direction');
  }
  return transposedMatmul(embedding.unit, unit).data;
}
