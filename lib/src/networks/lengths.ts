import { type Matrix, requireFinite, requireShape, shapeOf } from '../tensor/matrix';
import type { Tensors } from '../tensor/tensors';

/**
 * Refuses a sequence that can't be unrolled: no steps, steps of different shapes, or lengths that
 * are not one whole number from 1 to T for each of the m examples.
 * @throws RangeError that names the argument, what was given and what was expected.
 */
export function validateSequence(x: readonly Matrix[], lengths?: readonly number[]): void {
  if (x.length === 0) throw new RangeError('x is an empty sequence: give at least one time step');
  x.forEach((xt, t) => {
    if (xt.rows !== x[0].rows || xt.cols !== x[0].cols) {
      throw new RangeError(
        `x<${t + 1}> is ${shapeOf(xt)}, but x<1> is ${shapeOf(x[0])}: all steps need one shape`,
      );
    }
  });
  if (lengths === undefined) return;
  const m = x[0].cols;
  if (lengths.length !== m) {
    throw new RangeError(`lengths has ${lengths.length} entries, but x has ${m} examples`);
  }
  lengths.forEach((length, j) => {
    if (!Number.isInteger(length) || length < 1 || length > x.length) {
      throw new RangeError(
        `lengths[${j}] is ${length}, but must be a whole number from 1 to ${x.length}, ` +
          'the number of time steps',
      );
    }
  });
}

/**
 * Refuses an initial state without a column for each of the m examples of x<1>, or with entries that are
 * NaN or infinite.
 * @throws RangeError that names the part of the state, what was given and what was expected.
 */
export function validateInitial(initial: Tensors, x1: Matrix): void {
  for (const name in initial) {
    const state = initial[name];
    requireShape(`the initial ${name}`, state, state.rows, x1.cols, { 'x<1>': x1 });
    requireFinite(`the initial ${name}`, state);
  }
}

/**
 * Column j from `live` where example j has not ended before step t, else from `ended`. That is all
 * that padding needs: forward, an ended example keeps its state; backward, its gradient passes by.
 * @param t the step, counted from 1
 */
export function selectByLength(
  t: number,
  lengths: readonly number[] | undefined,
  live: Matrix,
  ended: Matrix,
): Matrix {
  if (lengths === undefined || lengths.every((length) => t <= length)) return live;
  const result = live.clone();
  lengths.forEach((length, j) => {
    if (t <= length) return;
    for (let i = 0; i < result.rows; i++) {
      result.data[i * result.cols + j] = ended.data[i * ended.cols + j];
    }
  });
  return result;
}
