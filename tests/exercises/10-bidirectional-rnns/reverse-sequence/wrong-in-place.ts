// fails: one-length, ragged-lengths
// says: changes its argument x
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[]): Matrix[] {
  x.reverse();
  return x;
}
