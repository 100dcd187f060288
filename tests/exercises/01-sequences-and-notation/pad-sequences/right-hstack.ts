import { hstack, Matrix } from 'unrolled';

export function padSequences(sequences: Matrix[][], T?: number): { x: Matrix[]; mask: Matrix } {
  const steps = T ?? Math.max(...sequences.map((sequence) => sequence.length));
  const padding = Matrix.zeros(sequences[0][0].rows, 1);
  const x = Array.from({ length: steps }, (_, t) => {
    const [first, ...others] = sequences.map((sequence) => sequence[t] ?? padding);
    return hstack(first, ...others);
  });
  const lengths = sequences.map((sequence) => sequence.length);
  return { x, mask: Matrix.from(x.map((_, t) => lengths.map((length) => (t < length ? 1 : 0)))) };
}
