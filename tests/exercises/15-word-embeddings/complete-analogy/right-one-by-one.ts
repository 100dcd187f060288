import { sliceColumns, type Matrix } from 'unrolled';

type EmbeddingTable = { readonly words: readonly string[]; readonly E: Matrix };
type Neighbour = { word: string; similarity: number };

export function completeAnalogy(
  embedding: EmbeddingTable,
  a: string,
  b: string,
  c: string,
  count: number,
): Neighbour[] {
  const { words, E } = embedding;
  const units = words.map((_, j) => {
    const e = [...sliceColumns(E, j, j + 1).data];
    const length = Math.hypot(...e);
    return e.map((entry) => entry / length);
  });
  const [ea, eb, ec] = [a, b, c].map((word) => units[words.indexOf(word)]);
  const target = ec.map((entry, i) => entry + eb[i] - ea[i]);
  const length = Math.hypot(...target);
  const cosine = (e: number[]) => e.reduce((sum, entry, i) => sum + entry * target[i], 0) / length;
  return words
    .map((word, j) => ({ word, similarity: cosine(units[j]) }))
    .filter(({ word }) => word !== a && word !== b && word !== c)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, count);
}
