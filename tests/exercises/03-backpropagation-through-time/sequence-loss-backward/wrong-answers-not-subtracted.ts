// fails: softmax, sigmoid, ragged-lengths
// says: y is not subtracted
import { scale, sigmoid, softmax, type Matrix, type OutputActivation } from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  _y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): Matrix[] {
  return z.map((zt, k) => {
    const yHat = activation === 'softmax' ? softmax(zt) : sigmoid(zt);
    const dzt = scale(yHat, 1 / zt.cols);
    lengths?.forEach((length, j) => {
      if (k + 1 > length) for (let i = 0; i < dzt.rows; i++) dzt.set(i, j, 0);
    });
    return dzt;
  });
}
