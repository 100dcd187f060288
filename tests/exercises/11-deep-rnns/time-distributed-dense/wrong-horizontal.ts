// fails: values, one
// says: a horizontal connection
import { add, matmul, type DenseParameters, type Matrix } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  const z: Matrix[] = [];
  a.forEach((at, k) => {
    const zt = add(matmul(Wya, at), by);
    z.push(k === 0 ? zt : add(zt, add(matmul(Wya, a[k - 1]), by)));
  });
  return z;
}
