import { add, hadamard, map, matmul, Matrix, tanh, type RnnParameters } from 'unrolled';

// Like tf.js: a mask of ones where the step is real, and state = mask·new + (1 − mask)·old.
export const rnnForward = (
  sequence: Matrix[],
  start: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths: number[] = [],
): Matrix[] => {
  let state = start;
  return sequence.map((input, index) => {
    const fresh = tanh(add(ba, matmul(Wax, input), matmul(Waa, state)));
    const live = Array.from({ length: fresh.cols }, (_, j) =>
      index < (lengths[j] ?? Infinity) ? 1 : 0,
    );
    const mask = Matrix.from(Array.from({ length: fresh.rows }, () => live));
    const rest = map(mask, (bit) => 1 - bit);
    state = add(hadamard(mask, fresh), hadamard(rest, state));
    return state;
  });
};
