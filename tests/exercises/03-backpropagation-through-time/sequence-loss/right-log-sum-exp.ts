import type { Matrix, OutputActivation } from 'unrolled';

export function sequenceLoss(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): number {
  let total = 0;
  z.forEach((zt, k) => {
    for (let j = 0; j < zt.cols; j++) {
      if (lengths && k + 1 > lengths[j]) continue;
      const column = Array.from({ length: zt.rows }, (_, i) => zt.get(i, j));
      const largest = Math.max(...column);
      const sum = column.reduce((s, entry) => s + Math.exp(entry - largest), 0);
      column.forEach((entry, i) => {
        const answer = y[k].get(i, j);
        if (activation === 'softmax') total += answer * (largest + Math.log(sum) - entry);
        else total += Math.max(entry, 0) - answer * entry + Math.log1p(Math.exp(-Math.abs(entry)));
      });
    }
  });
  return total / z[0].cols;
}
