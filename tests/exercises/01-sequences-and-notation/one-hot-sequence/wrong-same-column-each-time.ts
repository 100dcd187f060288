// fails: values, unknown-words
// says: holds the 1s of all words
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  const column = Matrix.zeros(vocabulary.length, 1);
  return words.map((word) => {
    const row = vocabulary.indexOf(word);
    if (row >= 0) column.set(row, 0, 1);
    return column;
  });
}
