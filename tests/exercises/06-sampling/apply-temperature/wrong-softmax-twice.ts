// fails: values, cold
// says: the softmax is taken of the softmax
import { scale, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return softmax(scale(softmax(z), 1 / temperature));
}
