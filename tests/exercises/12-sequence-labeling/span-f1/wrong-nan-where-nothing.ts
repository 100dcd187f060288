// fails: nothing
// says: NaN
import { decodeSpans } from 'unrolled';

export function spanF1(predicted: string[][], truth: string[][]) {
  let [found, wanted, right] = [0, 0, 0];
  predicted.forEach((tags, i) => {
    const mine = decodeSpans(tags);
    const real = decodeSpans(truth[i]);
    found += mine.length;
    wanted += real.length;
    right += mine.filter((one) =>
      real.some(
        (other) => one.label === other.label && one.start === other.start && one.end === other.end,
      ),
    ).length;
  });
  const precision = right / found;
  const recall = right / wanted;
  const f1 = (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
