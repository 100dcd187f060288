// fails: values, cold
// says: divides the probabilities, after the softmax
import { scale, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return scale(softmax(z), 1 / temperature);
}
