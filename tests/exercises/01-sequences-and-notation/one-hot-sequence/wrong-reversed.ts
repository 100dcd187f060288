// fails: values, unknown-words
// says: stands in reverse
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  const x: Matrix[] = [];
  for (const word of words) {
    x.unshift(Matrix.column(vocabulary.map((entry) => (entry === word ? 1 : 0))));
  }
  return x;
}
