import { add, scale, sliceColumns, subtract, transposedMatmul, type Matrix } from 'unrolled';

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
  const columns = words.map((_, j) => sliceColumns(E, j, j + 1));
  const units = columns.map((e) => scale(e, 1 / Math.hypot(...e.data)));
  const [ea, eb, ec] = [a, b, c].map((word) => units[words.indexOf(word)]);
  const target = subtract(add(eb, ec), ea);
  const direction = scale(target, 1 / Math.hypot(...target.data));
  const found = units.map((e, j) => ({
    word: words[j],
    similarity: transposedMatmul(direction, e).get(0, 0),
  }));
  const inputs = new Set([a, b, c]);
  return found
    .filter(({ word }) => !inputs.has(word))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, count);
}
