import { scale, softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return softmax(scale(z, 1 / temperature));
}
