import { Matrix, transpose } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  let longest = T ?? 0;
  for (const { length } of sequences) longest = Math.max(longest, length);
  const columns = sequences.map((sequence) => sequence.map((xt) => Array.from(xt.data)));
  const real = sequences.map((sequence) => sequence.map(() => 1));
  const [[one]] = sequences;
  columns.forEach((column, j) => {
    while (column.length < longest) {
      column.push(Array<number>(one.rows).fill(0));
      real[j].push(0);
    }
  });
  const x = columns[0].map((_, t) => transpose(Matrix.from(columns.map((column) => column[t]))));
  return { x, mask: transpose(Matrix.from(real)) };
}
