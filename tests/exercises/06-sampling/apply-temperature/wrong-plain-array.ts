// fails: values, cold
// says: must be a Matrix
import { scale, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): number[][] {
  return softmax(scale(z, 1 / temperature)).toArray();
}
