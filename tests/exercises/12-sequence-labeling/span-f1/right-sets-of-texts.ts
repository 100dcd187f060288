import { decodeSpans } from 'unrolled';

const keysOf = (sentences: string[][]) =>
  new Set(
    sentences.flatMap((tags, i) => decodeSpans(tags).map((span) => `${i}:${JSON.stringify(span)}`)),
  );

export const spanF1 = (predicted: string[][], truth: string[][]) => {
  const [mine, real] = [keysOf(predicted), keysOf(truth)];
  const both = [...mine].filter((key) => real.has(key)).length;
  const precision = both / Math.max(mine.size, 1);
  const recall = both / Math.max(real.size, 1);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
};
