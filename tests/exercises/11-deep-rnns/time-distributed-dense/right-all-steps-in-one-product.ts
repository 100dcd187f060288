import { add, hstack, matmul, sliceColumns, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  const m = a[0].cols;
  const [first, ...others] = a;
  const all = add(matmul(Wya, hstack(first, ...others)), by);
  return a.map((_, k) => sliceColumns(all, k * m, (k + 1) * m));
}
