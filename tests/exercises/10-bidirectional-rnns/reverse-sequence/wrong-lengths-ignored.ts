// fails: ragged-lengths
// says: the padding comes first
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[]): Matrix[] {
  return [...x].reverse();
}
