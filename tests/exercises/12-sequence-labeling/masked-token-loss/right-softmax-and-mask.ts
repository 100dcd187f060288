import { map, scale, softmax, subtract, transpose, type Matrix } from 'unrolled';

// ŷ of the library for dz; the loss from z itself, so that nothing rounds to 0.
export function maskedTokenLoss(z: Matrix[], tags: number[][], lengths: number[]) {
  const isReal = z.map((_, t) => lengths.map((length) => t < length));
  const words = isReal.flat().filter(Boolean).length;
  const oneHot = z.map((zt, t) => {
    let k = -1;
    return map(zt, () => {
      k += 1;
      return tags[t][k % zt.cols] === Math.floor(k / zt.cols) ? 1 : 0;
    });
  });
  const dz = z.map((zt, t) => {
    let k = -1;
    const error = subtract(softmax(zt), oneHot[t]);
    return scale(
      map(error, (entry) => {
        k += 1;
        return isReal[t][k % zt.cols] ? entry : 0;
      }),
      1 / words,
    );
  });
  let loss = 0;
  z.forEach((zt, t) =>
    transpose(zt)
      .toArray()
      .forEach((scores, j) => {
        if (!isReal[t][j]) return;
        const best = Math.max(...scores);
        const rest = scores.map((score) => Math.exp(score - best)).reduce((a, b) => a + b);
        loss += best + Math.log(rest) - scores[tags[t][j]];
      }),
  );
  return { loss: loss / words, dz };
}
