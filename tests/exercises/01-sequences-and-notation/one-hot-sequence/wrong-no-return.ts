// fails: values, unknown-words
// says: is a `return` missing?
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): void {
  words.map((word) => Matrix.column(vocabulary.map((entry) => (entry === word ? 1 : 0))));
}
