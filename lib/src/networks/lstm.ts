import type { GradientsOf } from '../cells/cell';
import {
  lstmCell,
  peepholeLstmCell,
  type LstmCache,
  type LstmParameters,
  type LstmState,
  type PeepholeLstmParameters,
} from '../cells/lstm';
import type { Matrix } from '../tensor/matrix';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/**
 * The LSTM over a whole sequence.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param initial a<0> and c<0>, `[n_a, m]` each, usually zeros
 * @param lengths T_x of each example; at an example's padding its last state is repeated
 * @returns a, c: a<1> … a<T> and c<1> … c<T>; unrolled: for {@link lstmBackward}
 * @throws RangeError where x is empty, or shapes or lengths don't fit
 * @see Ng, *Sequence Models*, "Long Short Term Memory (LSTM)"
 */
export function lstmForward(
  x: readonly Matrix[],
  initial: LstmState,
  parameters: LstmParameters,
  lengths?: readonly number[],
): { a: Matrix[]; c: Matrix[]; unrolled: Unrolled<LstmState, LstmCache> } {
  const unrolled = unrollForward(lstmCell, x, initial, parameters, lengths);
  return { ...byName(unrolled.states), unrolled };
}

/**
 * Backpropagation through time for the LSTM.
 * @param da ∂L/∂a<t> of every step, as far as it comes from ŷ<t>, `[n_a, m]` each
 * @param dLast ∂L/∂(a<T>, c<T>) from beyond the sequence: what a decoder gives back to its encoder
 */
export function lstmBackward(
  da: readonly Matrix[],
  unrolled: Unrolled<LstmState, LstmCache>,
  dLast?: LstmState,
): { dx: Matrix[]; dInitial: LstmState; gradients: GradientsOf<LstmParameters> } {
  return unrollBackward(lstmCell, unrolled, da, dLast);
}

/** The LSTM with peepholes over a whole sequence; see {@link lstmForward}. */
export function peepholeLstmForward(
  x: readonly Matrix[],
  initial: LstmState,
  parameters: PeepholeLstmParameters,
  lengths?: readonly number[],
): {
  a: Matrix[];
  c: Matrix[];
  unrolled: Unrolled<LstmState, LstmCache<PeepholeLstmParameters>>;
} {
  const unrolled = unrollForward(peepholeLstmCell, x, initial, parameters, lengths);
  return { ...byName(unrolled.states), unrolled };
}

/** Backpropagation through time for the LSTM with peepholes; see {@link lstmBackward}. */
export function peepholeLstmBackward(
  da: readonly Matrix[],
  unrolled: Unrolled<LstmState, LstmCache<PeepholeLstmParameters>>,
  dLast?: LstmState,
): { dx: Matrix[]; dInitial: LstmState; gradients: GradientsOf<PeepholeLstmParameters> } {
  return unrollBackward(peepholeLstmCell, unrolled, da, dLast);
}

function byName(states: readonly LstmState[]): { a: Matrix[]; c: Matrix[] } {
  return { a: states.map((state) => state.a), c: states.map((state) => state.c) };
}
