import { Matrix } from 'unrolled';

export function oneHotSequence(words: string[], vocabulary: string[]): Matrix[] {
  const numbers = new Map<string, number>();
  vocabulary.forEach((word, number) => numbers.set(word, number));
  const x: Matrix[] = [];
  for (let t = 1; t <= words.length; t++) {
    const data = new Float64Array(vocabulary.length);
    const number = numbers.get(words[t - 1]);
    if (number !== undefined) data[number] = 1;
    x.push(new Matrix(vocabulary.length, 1, data));
  }
  return x;
}
