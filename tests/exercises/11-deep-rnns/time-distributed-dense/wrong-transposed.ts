// fails: values, one
// says: timeDistributedDense threw RangeError
import { add, matmul, transpose, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  return a.map((at) => add(matmul(transpose(Wya), at), by));
}
