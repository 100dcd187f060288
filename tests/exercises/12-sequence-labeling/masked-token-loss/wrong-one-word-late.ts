// fails: large-values, ragged-lengths
// says: one word late
import { Matrix } from 'unrolled';

export function maskedTokenLoss(z: Matrix[], tags: number[][], lengths: number[]) {
  const words = lengths.reduce((a, b) => a + b);
  let loss = 0;
  const dz = z.map((zt, k) => {
    const dzt = Matrix.zeros(zt.rows, zt.cols);
    for (let j = 0; j < zt.cols; j++) {
      if (k > lengths[j]) continue;
      const column = Array.from({ length: zt.rows }, (_, i) => zt.get(i, j));
      const largest = Math.max(...column);
      const sum = column.reduce((before, zi) => before + Math.exp(zi - largest), 0);
      const tag = tags[k][j];
      loss += largest + Math.log(sum) - column[tag];
      column.forEach((zi, i) => {
        const yHat = Math.exp(zi - largest) / sum;
        dzt.set(i, j, (yHat - (i === tag ? 1 : 0)) / words);
      });
    }
    return dzt;
  });
  return { loss: loss / words, dz };
}
