import { sliceColumns, type Matrix } from 'unrolled';

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

export function nearestWords(
  { words, E }: EmbeddingTable,
  query: Matrix,
  count: number,
  exclude: readonly string[] = [],
): Neighbour[] {
  const found: Neighbour[] = [];
  while (found.length < count) {
    let best: Neighbour | undefined;
    words.forEach((word, j) => {
      if (exclude.includes(word) || found.some((neighbour) => neighbour.word === word)) return;
      const similarity = cosineSimilarity(sliceColumns(E, j, j + 1), query);
      if (best === undefined || similarity > best.similarity) best = { word, similarity };
    });
    if (best === undefined) break;
    found.push(best);
  }
  return found;
}
