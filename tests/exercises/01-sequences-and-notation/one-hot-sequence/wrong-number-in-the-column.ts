// fails: values, unknown-words
// says: the word's number instead of a 1
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => {
    const column = Matrix.zeros(vocabulary.length, 1);
    const row = vocabulary.indexOf(word);
    if (row >= 0) column.set(row, 0, row);
    return column;
  });
}
