// fails: values, cold
import { Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  const largest = Math.max(...z.toArray().map(([entry]) => entry));
  const powers = z.toArray().map(([entry]) => Math.exp((entry - largest) / temperature));
  const sum = powers.reduce((s, e) => s + e);
  return Matrix.column(powers.map((e) => e / sum));
}
