// fails: several-sentences
// says: it is not looked at which sentence
import { decodeSpans } from 'unrolled';

const keysOf = (sentences: string[][]) =>
  new Set(sentences.flatMap((tags) => decodeSpans(tags).map((span) => JSON.stringify(span))));

export function spanF1(predicted: string[][], truth: string[][]) {
  const [mine, real] = [keysOf(predicted), keysOf(truth)];
  const right = [...mine].filter((key) => real.has(key)).length;
  const precision = mine.size === 0 ? 0 : right / mine.size;
  const recall = real.size === 0 ? 0 : right / real.size;
  return {
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
