// fails: ragged, given-length, real-zeros
// says: changes its argument sequences
import { hstack, Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const n_x = sequences[0][0].rows;
  const lengths = sequences.map((sequence) => sequence.length);
  for (const sequence of sequences) {
    while (sequence.length < steps) sequence.push(Matrix.zeros(n_x, 1));
  }
  const x = Array.from({ length: steps }, (_, t) => {
    const [first, ...others] = sequences.map((sequence) => sequence[t]);
    return hstack(first, ...others);
  });
  return { x, mask: Matrix.from(x.map((_, t) => lengths.map((length) => Number(t < length)))) };
}
