// fails: values, one-example
// says: nothing is added
import { Matrix } from 'unrolled';

// `let entry = Z.get(i, j); entry += …` in a cell: a number is a copy, not a place in the matrix.
const increase = (entry: number, amount: number) => entry + amount;

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Z.clone();
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 0; j < Z.cols; j++) increase(result.get(i, j), b.get(i, 0));
  }
  return result;
}
