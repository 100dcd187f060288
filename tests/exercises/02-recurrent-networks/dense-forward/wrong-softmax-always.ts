// fails: sigmoid, large-values
// says: softmax is used where sigmoid is asked for
import { add, matmul, softmax, type DenseParameters, type Matrix } from 'unrolled';

export function denseForward(at: Matrix, { Wya, by }: DenseParameters): Matrix {
  return softmax(add(matmul(Wya, at), by));
}
