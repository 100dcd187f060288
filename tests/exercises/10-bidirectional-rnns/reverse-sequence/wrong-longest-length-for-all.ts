// fails: ragged-lengths
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  const length = lengths ? Math.max(...lengths) : x.length;
  return [...x.slice(0, length).reverse(), ...x.slice(length)];
}
