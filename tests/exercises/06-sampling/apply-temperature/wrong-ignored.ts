// fails: values, cold
// says: the temperature is not used
import { softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  return softmax(temperature > 0 ? z : z.clone());
}
