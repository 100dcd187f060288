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
  const squares = new Float64Array(E.cols);
  for (let i = 0; i < E.rows; i++) {
    for (let j = 0; j < E.cols; j++) squares[j] += E.get(i, j) ** 2;
  }
  const length = Math.hypot(...query.data);
  const left = new Set(exclude);
  const order = words.map((_, j) => j).filter((j) => !left.has(words[j]));
  const cosine = (j: number) => products.get(0, j) / (length * Math.sqrt(squares[j]));
  order.sort((i, j) => cosine(j) - cosine(i));
  return order.slice(0, count).map((j) => ({ word: words[j], similarity: cosine(j) }));
}
