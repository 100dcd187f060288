// fails: sigmoid, ragged-lengths, large-values
// says: lacks its second half
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
        total += -y[k].get(i, j) * Math.log(p);
      }
    }
  });
  return total / z[0].cols;
}
