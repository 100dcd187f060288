import { Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const n_x = sequences[0][0].rows;
  const x: Matrix[] = [];
  const mask = Matrix.zeros(steps, sequences.length);
  for (let t = 0; t < steps; t++) {
    const xt = Matrix.zeros(n_x, sequences.length);
    for (let j = 0; j < sequences.length; j++) {
      if (t >= sequences[j].length) continue;
      mask.set(t, j, 1);
      for (let i = 0; i < n_x; i++) xt.set(i, j, sequences[j][t].get(i, 0));
    }
    x.push(xt);
  }
  return { x, mask };
}
