import { Matrix } from 'unrolled';

export const maskedTokenLoss = (scores: Matrix[], right: number[][], lengths: number[]) => {
  const dz = scores.map(({ rows, cols }) => Matrix.zeros(rows, cols));
  const losses: number[] = [];
  lengths.forEach((length, j) => {
    for (let t = 0; t < length; t++) {
      const column = scores[t].toArray().map((row) => row[j]);
      const target = column[right[t][j]];
      // −log ŷ = log Σ e^(z_i − z_target); the largest exponent may still be huge.
      const shift = Math.max(...column);
      const logSum = shift + Math.log(column.reduce((sum, v) => sum + Math.exp(v - shift), 0));
      losses.push(logSum - target);
      column.forEach((v, i) => dz[t].set(i, j, Math.exp(v - logSum) - Number(i === right[t][j])));
    }
  });
  for (const { data } of dz) data.forEach((value, k) => (data[k] = value / losses.length));
  return { loss: losses.reduce((a, b) => a + b, 0) / losses.length, dz };
};
