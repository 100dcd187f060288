// fails: values, unknown-words
// says: rows and columns are exchanged
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => Matrix.from([vocabulary.map((entry) => (entry === word ? 1 : 0))]));
}
