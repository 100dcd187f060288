// fails: values
import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return [...new Set(words)].map((word) =>
    Matrix.column(vocabulary.map((entry) => (entry === word ? 1 : 0))),
  );
}
