// fails: ragged, given-length
// says: repeats an example's last word
import { Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const n_x = sequences[0][0].rows;
  const x = Array.from({ length: steps }, () => Matrix.zeros(n_x, sequences.length));
  const mask = Matrix.zeros(steps, sequences.length);
  sequences.forEach((sequence, j) => {
    for (let t = 0; t < steps; t++) {
      if (t < sequence.length) mask.set(t, j, 1);
      for (let i = 0; i < n_x; i++)
        x[t].set(i, j, sequence[Math.min(t, sequence.length - 1)].get(i, 0));
    }
  });
  return { x, mask };
}
