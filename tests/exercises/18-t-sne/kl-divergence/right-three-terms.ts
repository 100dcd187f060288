import type { Matrix } from 'unrolled';

export const klDivergence = (affinity: Matrix, points: Matrix): number => {
  const [xs, ys] = points.toArray();
  const squared = (i: number, j: number) => (xs[i] - xs[j]) ** 2 + (ys[i] - ys[j]) ** 2;
  let total = 0;
  let expected = 0;
  let negativeEntropy = 0;
  affinity.toArray().forEach((row, i) =>
    row.forEach((p, j) => {
      if (i === j) return;
      total += 1 / (1 + squared(i, j));
      expected += p * Math.log(1 + squared(i, j));
      negativeEntropy += p === 0 ? 0 : p * Math.log(p);
    }),
  );
  return negativeEntropy + expected + Math.log(total);
};
