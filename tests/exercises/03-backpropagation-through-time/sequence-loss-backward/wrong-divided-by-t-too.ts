// fails: softmax, sigmoid, ragged-lengths
// says: divided by T too
import { scale, sigmoid, softmax, subtract, type Matrix, type OutputActivation } from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): Matrix[] {
  return z.map((zt, k) => {
    const yHat = activation === 'softmax' ? softmax(zt) : sigmoid(zt);
    const dzt = scale(subtract(yHat, y[k]), 1 / zt.cols / z.length);
    lengths?.forEach((length, j) => {
      if (k + 1 > length) for (let i = 0; i < dzt.rows; i++) dzt.set(i, j, 0);
    });
    return dzt;
  });
}
