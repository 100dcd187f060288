import { rnnCell, type RnnCache, type RnnParameters } from '../cells/rnn';
import type { Matrix } from '../tensor/matrix';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/**
 * The basic RNN over a whole sequence.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param a0 a<0>, `[n_a, m]`, usually zeros
 * @param lengths T_x of each example; at an example's padding a<t> repeats its last state
 * @returns a: a<1> … a<T>, `[n_a, m]` each; unrolled: for {@link rnnBackward}
 * @throws RangeError where x is empty, or shapes or lengths don't fit
 * @see Ng, *Sequence Models*, "Recurrent Neural Network Model"
 */
export function rnnForward(
  x: readonly Matrix[],
  a0: Matrix,
  parameters: RnnParameters,
  lengths?: readonly number[],
): { a: Matrix[]; unrolled: Unrolled<{ readonly a: Matrix }, RnnCache> } {
  const unrolled = unrollForward(rnnCell, x, { a: a0 }, parameters, lengths);
  return { a: unrolled.states.map((state) => state.a), unrolled };
}

/**
 * Backpropagation through time for the basic RNN.
 *
 * @param da ∂L/∂a<t> of every step, as far as it comes from ŷ<t>, `[n_a, m]` each
 * @returns dx `[n_x, m]` a step, da0 `[n_a, m]`, and dWax, dWaa, dba summed over time
 * @see Ng, *Sequence Models*, "Backpropagation Through Time"
 */
export function rnnBackward(
  da: readonly Matrix[],
  unrolled: Unrolled<{ readonly a: Matrix }, RnnCache>,
): { dx: Matrix[]; da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix } {
  const { dx, dInitial, gradients } = unrollBackward(rnnCell, unrolled, da);
  const { dWax, dWaa, dba } = gradients;
  return { dx, da0: dInitial.a, dWax, dWaa, dba };
}
