import {
  add,
  map,
  matmul,
  Matrix,
  transpose,
  type DenseParameters,
  type OutputActivation,
} from 'unrolled';

const logSumExp = (values: number[]): number => {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
};

const activations = {
  // (1 + tanh(z/2)) / 2 is the sigmoid, and never overflows.
  sigmoid: (z: Matrix) => map(z, (value) => (1 + Math.tanh(value / 2)) / 2),
  softmax: (z: Matrix) =>
    transpose(
      Matrix.from(
        transpose(z)
          .toArray()
          .map((example) => example.map((value) => Math.exp(value - logSumExp(example)))),
      ),
    ),
};

export const denseForward = (at: Matrix, p: DenseParameters, activation: OutputActivation) =>
  activations[activation](add(matmul(p.Wya, at), p.by));
