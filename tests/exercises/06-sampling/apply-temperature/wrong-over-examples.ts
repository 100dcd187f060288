// fails: values, cold
// says: runs over the examples
import { scale, softmax, transpose, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return transpose(softmax(transpose(scale(z, 1 / temperature))));
}
