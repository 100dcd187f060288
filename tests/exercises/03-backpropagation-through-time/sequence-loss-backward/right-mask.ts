import { hadamard, Matrix, sigmoid, softmax, subtract, type OutputActivation } from 'unrolled';

const functions = { softmax, sigmoid };

export const sequenceLossBackward = (
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
) =>
  z.map((zt, index) => {
    const { rows, cols } = zt;
    const weights = Array.from({ length: cols }, (_, j) =>
      lengths === undefined || index < lengths[j] ? 1 / cols : 0,
    );
    const mask = Matrix.from(Array.from({ length: rows }, () => weights));
    return hadamard(mask, subtract(functions[activation](zt), y[index]));
  });
