// fails: real-zeros
// says: takes a real zero for padding
import { hstack, Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const padding = Matrix.zeros(sequences[0][0].rows, 1);
  const columns = sequences.map((sequence) =>
    Array.from({ length: steps }, (_, t) => sequence[t] ?? padding),
  );
  const x = Array.from({ length: steps }, (_, t) => {
    const [first, ...others] = columns.map((column) => column[t]);
    return hstack(first, ...others);
  });
  const mask = Matrix.from(
    x.map((_, t) => columns.map((column) => (column[t].data.some((entry) => entry !== 0) ? 1 : 0))),
  );
  return { x, mask };
}
