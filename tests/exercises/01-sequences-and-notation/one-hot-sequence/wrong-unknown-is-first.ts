// fails: unknown-words
// says: gets the 1 of the first word
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) => {
    const column = Matrix.zeros(vocabulary.length, 1);
    column.set(Math.max(0, vocabulary.indexOf(word)), 0, 1);
    return column;
  });
}
