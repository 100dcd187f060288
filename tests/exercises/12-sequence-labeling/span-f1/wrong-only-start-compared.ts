// fails: label-and-borders
// says: the end of an entity is not compared
import { decodeSpans } from 'unrolled';

export function spanF1(predicted: string[][], truth: string[][]) {
  let [found, wanted, right] = [0, 0, 0];
  predicted.forEach((tags, i) => {
    const mine = decodeSpans(tags);
    const real = decodeSpans(truth[i]);
    found += mine.length;
    wanted += real.length;
    right += mine.filter((one) =>
      real.some((other) => one.label === other.label && one.start === other.start),
    ).length;
  });
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
