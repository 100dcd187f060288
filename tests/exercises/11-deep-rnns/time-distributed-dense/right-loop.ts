import { Matrix, type DenseParameters } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  const z: Matrix[] = [];
  for (let k = 0; k < a.length; k++) {
    const zt = Matrix.zeros(Wya.rows, a[k].cols);
    for (let i = 0; i < zt.rows; i++) {
      for (let j = 0; j < zt.cols; j++) {
        let sum = by.get(i, 0);
        for (let n = 0; n < Wya.cols; n++) sum += Wya.get(i, n) * a[k].get(n, j);
        zt.set(i, j, sum);
      }
    }
    z.push(zt);
  }
  return z;
}
