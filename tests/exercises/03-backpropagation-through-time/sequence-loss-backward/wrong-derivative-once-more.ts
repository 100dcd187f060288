// fails: softmax, sigmoid, ragged-lengths
// says: multiplied by ŷ (1 − ŷ) once more
import {
  hadamard,
  map,
  scale,
  sigmoid,
  softmax,
  subtract,
  type Matrix,
  type OutputActivation,
} from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): Matrix[] {
  return z.map((zt, k) => {
    const yHat = activation === 'softmax' ? softmax(zt) : sigmoid(zt);
    const dzt = scale(
      hadamard(
        subtract(yHat, y[k]),
        map(yHat, (p) => p * (1 - p)),
      ),
      1 / zt.cols,
    );
    lengths?.forEach((length, j) => {
      if (k + 1 > length) for (let i = 0; i < dzt.rows; i++) dzt.set(i, j, 0);
    });
    return dzt;
  });
}
