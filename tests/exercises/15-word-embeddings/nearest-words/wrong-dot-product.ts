// fails: values, excluded
// says: the product u·v instead of the cosine
import { transposedMatmul, type Matrix } from 'unrolled';

type EmbeddingTable = { readonly words: readonly string[]; readonly E: Matrix };
type Neighbour = { word: string; similarity: number };

export function nearestWords(
  { words, E }: EmbeddingTable,
  query: Matrix,
  count: number,
  exclude: readonly string[] = [],
): Neighbour[] {
  const products = transposedMatmul(query, E);
  return words
    .map((word, j) => ({ word, similarity: products.get(0, j) }))
    .filter(({ word }) => !exclude.includes(word))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, count);
}
