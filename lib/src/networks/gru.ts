import type { GradientsOf } from '../cells/cell';
import {
  gruCell,
  simplifiedGruCell,
  type GruCache,
  type GruParameters,
  type SimplifiedGruCache,
  type SimplifiedGruParameters,
} from '../cells/gru';
import type { Matrix } from '../tensor/matrix';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/**
 * The full GRU over a whole sequence.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param c0 c<0>, `[n_a, m]`, usually zeros
 * @param lengths T_x of each example; at an example's padding c<t> repeats its last state
 * @returns c: c<1> … c<T>, which are a<1> … a<T>, `[n_a, m]` each; unrolled: for {@link gruBackward}
 * @throws RangeError where x is empty, or shapes or lengths don't fit
 * @see Ng, *Sequence Models*, "Gated Recurrent Unit (GRU)"
 */
export function gruForward(
  x: readonly Matrix[],
  c0: Matrix,
  parameters: GruParameters,
  lengths?: readonly number[],
): { c: Matrix[]; unrolled: Unrolled<{ readonly a: Matrix }, GruCache> } {
  const unrolled = unrollForward(gruCell, x, { a: c0 }, parameters, lengths);
  return { c: unrolled.states.map((state) => state.a), unrolled };
}

/**
 * Backpropagation through time for the full GRU.
 * @param dc ∂L/∂c<t> of every step, as far as it comes from ŷ<t>, `[n_a, m]` each
 */
export function gruBackward(
  dc: readonly Matrix[],
  unrolled: Unrolled<{ readonly a: Matrix }, GruCache>,
): { dx: Matrix[]; dc0: Matrix; gradients: GradientsOf<GruParameters> } {
  const { dx, dInitial, gradients } = unrollBackward(gruCell, unrolled, dc);
  return { dx, dc0: dInitial.a, gradients };
}

/** The simplified GRU over a whole sequence; see {@link gruForward}. */
export function simplifiedGruForward(
  x: readonly Matrix[],
  c0: Matrix,
  parameters: SimplifiedGruParameters,
  lengths?: readonly number[],
): { c: Matrix[]; unrolled: Unrolled<{ readonly a: Matrix }, SimplifiedGruCache> } {
  const unrolled = unrollForward(simplifiedGruCell, x, { a: c0 }, parameters, lengths);
  return { c: unrolled.states.map((state) => state.a), unrolled };
}

/** Backpropagation through time for the simplified GRU; see {@link gruBackward}. */
export function simplifiedGruBackward(
  dc: readonly Matrix[],
  unrolled: Unrolled<{ readonly a: Matrix }, SimplifiedGruCache>,
): { dx: Matrix[]; dc0: Matrix; gradients: GradientsOf<SimplifiedGruParameters> } {
  const { dx, dInitial, gradients } = unrollBackward(simplifiedGruCell, unrolled, dc);
  return { dx, dc0: dInitial.a, gradients };
}
