// fails: several-sentences
// says: all sentences are joined to one
import { decodeSpans } from 'unrolled';

export function spanF1(predicted: string[][], truth: string[][]) {
  const mine = decodeSpans(predicted.flat());
  const real = decodeSpans(truth.flat());
  const [found, wanted] = [mine.length, real.length];
  const right = mine.filter((one) =>
    real.some(
      (other) => one.label === other.label && one.start === other.start && one.end === other.end,
    ),
  ).length;
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
