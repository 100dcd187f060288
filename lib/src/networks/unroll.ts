import type { Cell, RecurrentState } from '../cells/cell';
import { accumulate, mapTensors, zerosLike, type Tensors } from '../tensor/tensors';
import { requireFinite, requireShape, type Matrix } from '../tensor/matrix';
import { keepingConstant } from '../tensor/matmul';
import { add } from '../tensor/operations';
import { selectByLength, validateInitial, validateSequence } from './lengths';

/** All that a backward pass through time needs of the forward one. */
export interface Unrolled<State extends Tensors, Cache> {
  /** The state after each step. */
  readonly states: State[];
  readonly caches: Cache[];
  readonly parameters: Tensors;
  readonly lengths?: readonly number[];
}

/**
 * Runs a cell along a sequence, the same parameters at every step.
 *
 * Where `lengths` are given, example j ends after lengths[j] steps: from there on its state is
 * repeated, so that the last state is each example's own last one, whatever stands in the padding.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param initial the state before the first step, `[n_a, m]` each
 * @param lengths T_x of each example, m whole numbers from 1 to T
 * @throws RangeError where x is empty, shapes or lengths don't fit, or an entry is NaN or infinite;
 *   in x that counts for the padding too
 */
export function unrollForward<Parameters extends Tensors, State extends Tensors, Cache>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  x: readonly Matrix[],
  initial: State,
  parameters: Parameters,
  lengths?: readonly number[],
): Unrolled<State, Cache> {
  validateSequence(x, lengths);
  validateInitial(initial, x[0]);
  // In the padding too: 0 · ∞ would come back in the gradients.
  x.forEach((xt, t) => requireFinite(`x<${t + 1}>`, xt));
  for (const name in parameters) requireFinite(name, parameters[name]);
  const states: State[] = [];
  const caches: Cache[] = [];
  let previous = initial;
  keepingConstant(Object.values(parameters), () =>
    x.forEach((xt, index) => {
      const { state, cache } = cell.forward(xt, previous, parameters);
      const before = previous;
      previous = mapTensors(state, (matrix, name) =>
        selectByLength(index + 1, lengths, matrix, before[name]),
      );
      states.push(previous);
      caches.push(cache);
    }),
  );
  return { states, caches, parameters, lengths };
}

/**
 * Backpropagation through time: from the last step to the first, adding up what each step
 * contributes to the gradients of the shared parameters.
 *
 * @param da ∂L/∂a<t> of each step as far as it comes from that step's own output, `[n_a, m]`
 * @param dLast ∂L/∂(state after the last step) from beyond the sequence, where there is any
 * @throws RangeError where da is not as long as the sequence, or of other shapes
 * @returns dx: ∂L/∂x<t>; dInitial: ∂L/∂(initial state); gradients: summed over time
 */
export function unrollBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  { states, caches, parameters, lengths }: Unrolled<State, Cache>,
  da: readonly Matrix[],
  dLast?: State,
): { dx: Matrix[]; dInitial: State; gradients: Gradients } {
  const T = caches.length;
  if (da.length !== T) {
    throw new RangeError(`da has ${da.length} steps, but the sequence has ${T}`);
  }
  da.forEach((dat, k) => {
    const { a } = states[k];
    requireShape(`da<${k + 1}>`, dat, a.rows, a.cols, { [`a<${k + 1}>`]: a });
  });
  const dx = new Array<Matrix>(T);
  let gradients: Gradients | undefined;
  let dState = dLast ?? zerosLike(states[T - 1]);
  keepingConstant(Object.values(parameters), () => {
    for (let t = T; t >= 1; t--) {
      const dFull = { ...dState, a: add(dState.a, da[t - 1]) };
      // An ended example's step did nothing: no gradient enters the cell, all of it passes by.
      const nothing = zerosLike(dFull);
      const dLive = mapTensors(dFull, (d, name) => selectByLength(t, lengths, d, nothing[name]));
      const step = cell.backward(dLive, caches[t - 1]);
      dx[t - 1] = step.dxt;
      dState = mapTensors(step.dPrevious, (d, name) => selectByLength(t, lengths, d, dFull[name]));
      gradients = accumulate(gradients, step.gradients);
    }
  });
  return { dx, dInitial: dState, gradients: gradients! };
}
