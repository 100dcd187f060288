// fails: values, excluded
// says: by their distance
import { sliceColumns, subtract, type Matrix } from 'unrolled';

type EmbeddingTable = { readonly words: readonly string[]; readonly E: Matrix };
type Neighbour = { word: string; similarity: number };

export function nearestWords(
  { words, E }: EmbeddingTable,
  query: Matrix,
  count: number,
  exclude: readonly string[] = [],
): Neighbour[] {
  const distance = (j: number) => Math.hypot(...subtract(sliceColumns(E, j, j + 1), query).data);
  return words
    .map((word, j) => ({ word, similarity: distance(j) }))
    .filter(({ word }) => !exclude.includes(word))
    .sort((one, other) => one.similarity - other.similarity)
    .slice(0, count);
}
