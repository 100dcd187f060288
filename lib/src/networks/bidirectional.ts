import type { Cell, RecurrentState } from '../cells/cell';
import type { Tensors } from '../tensor/tensors';
import { Matrix } from '../tensor/matrix';
import { add, sliceRows, vstack } from '../tensor/operations';
import type { RecurrentLayer } from './layer';
import { validateSequence } from './lengths';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/** One thing for each direction of reading. */
export type BothDirections<T> = { readonly forward: T; readonly backward: T };

/**
 * Each example's own steps in reverse order; its padding stays where it is. Done twice, it changes
 * nothing.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param lengths T_x of each example
 * @throws RangeError where x is empty, or shapes or lengths don't fit
 */
export function reverseSequence(x: readonly Matrix[], lengths?: readonly number[]): Matrix[] {
  validateSequence(x, lengths);
  if (lengths === undefined) return x.toReversed();
  return x.map((xt, t) => {
    const reversed = xt.clone();
    lengths.forEach((length, j) => {
      if (t >= length) return;
      const source = x[length - 1 - t];
      for (let i = 0; i < xt.rows; i++) {
        reversed.data[i * xt.cols + j] = source.data[i * xt.cols + j];
      }
    });
    return reversed;
  });
}

/**
 * A bidirectional RNN over any cell: one reads from the first word on, one from the last word back,
 * and a<t> is both of theirs, so that ŷ<t> can depend on the whole sentence.
 *
 * @param initial where each direction starts, before the first and after the last word
 * @param parameters each direction has its own
 * @returns a: a<t> with forward's above backward's, `[2 n_a, m]`. In an example's padding forward
 *   repeats its last state, and backward the one that it reached at the first word.
 * @throws RangeError where x is empty, or shapes or lengths don't fit
 * @see Ng, *Sequence Models*, "Bidirectional RNN"; Schuster and Paliwal (1997)
 */
export function bidirectionalForward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  x: readonly Matrix[],
  initial: BothDirections<State>,
  parameters: BothDirections<Parameters>,
  lengths?: readonly number[],
): { a: Matrix[]; unrolled: BothDirections<Unrolled<State, Cache>> } {
  const forward = unrollForward(cell, x, initial.forward, parameters.forward, lengths);
  const backward = unrollForward(
    cell,
    reverseSequence(x, lengths),
    initial.backward,
    parameters.backward,
    lengths,
  );
  const aligned = reverseSequence(
    backward.states.map((state) => state.a),
    lengths,
  );
  return {
    a: forward.states.map((state, t) => vstack(state.a, aligned[t])),
    unrolled: { forward, backward },
  };
}

/**
 * Backpropagation through both directions.
 * @param da ∂L/∂a<t> of every step, `[2 n_a, m]` each
 */
export function bidirectionalBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  da: readonly Matrix[],
  unrolled: BothDirections<Unrolled<State, Cache>>,
): { dx: Matrix[]; dInitial: BothDirections<State>; gradients: BothDirections<Gradients> } {
  const { lengths, states } = unrolled.forward;
  const n_a = states[0].a.rows;
  const upper = da.map((dat) => sliceRows(dat, 0, n_a));
  const lower = da.map((dat) => sliceRows(dat, n_a, 2 * n_a));
  const forward = unrollBackward(cell, unrolled.forward, upper);
  const backward = unrollBackward(cell, unrolled.backward, reverseSequence(lower, lengths));
  const dxBackward = reverseSequence(backward.dx, lengths);
  return {
    dx: forward.dx.map((dxt, t) => add(dxt, dxBackward[t])),
    dInitial: { forward: forward.dInitial, backward: backward.dInitial },
    gradients: { forward: forward.gradients, backward: backward.gradients },
  };
}

/** A cell that runs in both directions, as a layer. */
export function bidirectional<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
): RecurrentLayer<
  BothDirections<Parameters>,
  BothDirections<State>,
  BothDirections<Unrolled<State, Cache>>,
  BothDirections<Gradients>
> {
  return {
    forward(x, initial, parameters, lengths) {
      const { a, unrolled } = bidirectionalForward(cell, x, initial, parameters, lengths);
      return { a, memory: unrolled };
    },
    backward: (da, memory) => bidirectionalBackward(cell, da, memory),
  };
}
