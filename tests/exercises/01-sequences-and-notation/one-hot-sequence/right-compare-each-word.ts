import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  return words.map((word) =>
    Matrix.from(vocabulary.map((candidate) => (candidate === word ? [1] : [0]))),
  );
}
