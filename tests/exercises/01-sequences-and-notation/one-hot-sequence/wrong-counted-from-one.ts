// fails: values, unknown-words
// says: lies outside
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => {
    const column = Matrix.zeros(vocabulary.length, 1);
    const row = vocabulary.indexOf(word) + 1;
    if (vocabulary.includes(word)) column.set(row, 0, 1);
    return column;
  });
}
