import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  const x: Matrix[] = [];
  for (const word of words)
    x.push(Matrix.column(vocabulary.map((entry) => Number(entry === word))));
  return x;
}
