// fails: values, extremes
// says: all of g
import { subtract, type Matrix } from 'unrolled';

export function neutralize(e: Matrix, g: Matrix): Matrix {
  return subtract(e, g);
}
