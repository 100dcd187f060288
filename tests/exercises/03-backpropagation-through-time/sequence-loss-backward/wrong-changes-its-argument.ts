// fails: softmax, sigmoid, ragged-lengths
// says: changes its argument z
import { sigmoid, softmax, type Matrix, type OutputActivation } from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): Matrix[] {
  return z.map((zt, k) => {
    zt.data.set((activation === 'softmax' ? softmax(zt) : sigmoid(zt)).data);
    for (let i = 0; i < zt.rows; i++) {
      for (let j = 0; j < zt.cols; j++) {
        const live = !lengths || k < lengths[j];
        zt.set(i, j, live ? (zt.get(i, j) - y[k].get(i, j)) / zt.cols : 0);
      }
    }
    return zt;
  });
}
