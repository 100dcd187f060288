// fails: large-values
// says: rounded to 0
import { sigmoid, softmax, type Matrix, type OutputActivation } from 'unrolled';

export function sequenceLoss(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): number {
  let total = 0;
  z.forEach((zt, k) => {
    const yHat = activation === 'softmax' ? softmax(zt) : sigmoid(zt);
    for (let j = 0; j < zt.cols; j++) {
      if (lengths && k + 1 > lengths[j]) continue;
      for (let i = 0; i < zt.rows; i++) {
        const p = yHat.get(i, j);
        total +=
          activation === 'softmax'
            ? -y[k].get(i, j) * Math.log(p)
            : -Math.log(y[k].get(i, j) === 1 ? p : 1 - p);
      }
    }
  });
  return total / z[0].cols;
}
