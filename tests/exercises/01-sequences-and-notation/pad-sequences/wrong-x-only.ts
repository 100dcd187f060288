// fails: ragged, given-length, real-zeros, nothing-to-pad
// says: must be an object with x and mask
import { Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): Matrix[] {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const n_x = sequences[0][0].rows;
  const x = Array.from({ length: steps }, () => Matrix.zeros(n_x, sequences.length));
  sequences.forEach((sequence, j) => {
    for (let t = 0; t < steps; t++) {
      if (!(t < sequence.length)) continue;
      for (let i = 0; i < n_x; i++) x[t].set(i, j, sequence[t].get(i, 0));
    }
  });
  return x;
}
