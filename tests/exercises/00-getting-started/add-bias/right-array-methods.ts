import { Matrix } from 'unrolled';

export const addBias = (Z: Matrix, bias: Matrix) =>
  Matrix.from(Z.toArray().map((row, i) => row.map((entry) => entry + bias.get(i, 0))));
