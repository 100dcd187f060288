// fails: unknown-words
// says: x has 2 entries, but must have 3 matrices
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words
    .filter((word) => vocabulary.includes(word))
    .map((word) => Matrix.column(vocabulary.map((entry) => (entry === word ? 1 : 0))));
}
