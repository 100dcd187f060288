// fails: unknown-words
// says: lies outside
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => {
    const column = Matrix.zeros(vocabulary.length, 1);
    column.set(vocabulary.indexOf(word), 0, 1);
    return column;
  });
}
