// fails: values, one
// says: by is added at the first step only
import { add, matmul, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  return a.map((at, k) => (k === 0 ? add(matmul(Wya, at), by) : matmul(Wya, at)));
}
