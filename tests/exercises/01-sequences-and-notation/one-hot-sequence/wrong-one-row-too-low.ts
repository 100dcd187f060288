// fails: values, unknown-words
// says: the 1 stands one row too low
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) =>
    Matrix.column(vocabulary.map((_, i) => (i > 0 && vocabulary[i - 1] === word ? 1 : 0))),
  );
}
