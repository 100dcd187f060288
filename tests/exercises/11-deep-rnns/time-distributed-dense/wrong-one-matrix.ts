// fails: values, one
// says: must be an array of
import { add, matmul, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix {
  return add(matmul(Wya, a[a.length - 1]), by);
}
