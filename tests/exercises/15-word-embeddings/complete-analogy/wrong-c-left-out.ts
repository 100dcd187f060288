// fails: values, lengths, inputs-excluded
// says: e_c is left out
import { scale, sliceColumns, subtract, type Matrix } from 'unrolled';

type EmbeddingTable = { readonly words: readonly string[]; readonly E: Matrix };
type Neighbour = { word: string; similarity: number };

function cosineSimilarity(u: Matrix, v: Matrix): number {
  let [uv, uu, vv] = [0, 0, 0];
  for (let i = 0; i < u.rows; i++) {
    uv += u.get(i, 0) * v.get(i, 0);
    uu += u.get(i, 0) ** 2;
    vv += v.get(i, 0) ** 2;
  }
  return uv / Math.sqrt(uu * vv);
}

function nearestWords(
  { words, E }: EmbeddingTable,
  query: Matrix,
  count: number,
  exclude: readonly string[] = [],
): Neighbour[] {
  return words
    .map((word, j) => ({ word, similarity: cosineSimilarity(query, sliceColumns(E, j, j + 1)) }))
    .filter(({ word }) => !exclude.includes(word))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, count);
}

export function completeAnalogy(
  embedding: EmbeddingTable,
  a: string,
  b: string,
  c: string,
  count: number,
): Neighbour[] {
  const unit = (word: string) => {
    const j = embedding.words.indexOf(word);
    const e = sliceColumns(embedding.E, j, j + 1);
    return scale(e, 1 / Math.hypot(...e.data));
  };
  return nearestWords(embedding, subtract(unit(b), unit(a)), count, [a, b, c]);
}
