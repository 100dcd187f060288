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
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  const f1 = found + wanted === 0 ? 0 : (2 * right) / (found + wanted);
  return { precision, recall, f1 };
}
