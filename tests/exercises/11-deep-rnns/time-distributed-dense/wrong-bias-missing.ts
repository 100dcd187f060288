// fails: values, one
// says: by is left out
import { matmul, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya }: DenseParameters): Matrix[] {
  return a.map((at) => matmul(Wya, at));
}
