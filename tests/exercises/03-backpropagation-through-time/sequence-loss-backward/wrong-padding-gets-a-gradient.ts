// fails: ragged-lengths
// says: the padding gets a gradient too
import { scale, sigmoid, softmax, subtract, type Matrix, type OutputActivation } from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
): Matrix[] {
  return z.map((zt, k) => {
    const yHat = activation === 'softmax' ? softmax(zt) : sigmoid(zt);
    const dzt = scale(subtract(yHat, y[k]), 1 / zt.cols);
    return dzt;
  });
}
