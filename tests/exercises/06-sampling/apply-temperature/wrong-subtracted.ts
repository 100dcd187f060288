// fails: values, cold
// says: only shifts z
import { map, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return softmax(map(z, (entry) => entry - temperature));
}
