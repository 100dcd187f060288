import { add, matmul, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  return a.map((at) => add(matmul(Wya, at), by));
}
