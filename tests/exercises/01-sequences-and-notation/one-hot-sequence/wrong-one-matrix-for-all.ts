// fails: values, unknown-words
// says: one a time step, but is a Matrix
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix {
  const x = Matrix.zeros(vocabulary.length, words.length);
  words.forEach((word, t) => {
    const row = vocabulary.indexOf(word);
    if (row >= 0) x.set(row, t, 1);
  });
  return x;
}
