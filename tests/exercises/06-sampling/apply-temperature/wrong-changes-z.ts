// fails: values, cold
// says: changes its argument z
import { softmax, type Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  for (let k = 0; k < z.data.length; k++) z.data[k] /= temperature;
  return softmax(z);
}
