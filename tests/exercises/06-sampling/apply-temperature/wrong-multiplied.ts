// fails: values, cold
// says: multiplies z instead of dividing
import { scale, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return softmax(scale(z, temperature));
}
