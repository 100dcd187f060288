// fails: values, cold
// says: but the softmax is missing
import { scale, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return scale(z, 1 / temperature);
}
