// fails: one-length, ragged-lengths
// says: the examples (the columns)
import { Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[]): Matrix[] {
  return x.map((xt) => Matrix.from(xt.toArray().map((row) => row.reverse())));
}
