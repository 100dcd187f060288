// fails: values, one
// says: a softmax is put on z
import { Matrix, add, map, matmul, type DenseParameters } from 'unrolled';

export function timeDistributedDense(a: Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  return a.map((at) => {
    const exponentials = map(add(matmul(Wya, at), by), Math.exp);
    const rows = exponentials.toArray();
    const sums = rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[j], 0));
    return Matrix.from(rows.map((row) => row.map((value, j) => value / sums[j])));
  });
}
