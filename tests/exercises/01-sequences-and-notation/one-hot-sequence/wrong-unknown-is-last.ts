// fails: unknown-words
// says: gets the 1 of the last word
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => {
    const column = Matrix.zeros(vocabulary.length, 1);
    column.data[(vocabulary.indexOf(word) + vocabulary.length) % vocabulary.length] = 1;
    return column;
  });
}
