// fails: ragged, given-length, real-zeros, nothing-to-pad
import { Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const n_x = sequences[0][0].rows;
  const xt = Matrix.zeros(n_x, sequences.length);
  const x = Array<Matrix>(steps).fill(xt);
  const mask = Matrix.zeros(steps, sequences.length);
  sequences.forEach((sequence, j) => {
    for (let t = 0; t < steps; t++) {
      if (t < sequence.length) mask.set(t, j, 1);
      if (!(t < sequence.length)) continue;
      for (let i = 0; i < n_x; i++) x[t].set(i, j, sequence[t].get(i, 0));
    }
  });
  return { x, mask };
}
