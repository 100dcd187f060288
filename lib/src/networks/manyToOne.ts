import type { Cell, RecurrentState } from '../cells/cell';
import type { Tensors } from '../tensor/tensors';
import { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add } from '../tensor/operations';
import { denseBackward, type DenseGradients, type DenseParameters } from './dense';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/**
 * Many-to-one: a sequence goes in, one prediction comes out of its last activation, as in
 * sentiment classification.
 *
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param lengths T_x of each example: the last activation is each example's own
 * @returns z: W_ya a<T_x> + b_y, `[n_y, m]`, for a loss with softmax or sigmoid
 * @see Ng, *Sequence Models*, "Different Types of RNNs"
 */
export function manyToOneForward<Parameters extends Tensors, State extends RecurrentState, Cache>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  x: readonly Matrix[],
  initial: State,
  parameters: Parameters,
  dense: DenseParameters,
  lengths?: readonly number[],
): { z: Matrix; unrolled: Unrolled<State, Cache> } {
  const unrolled = unrollForward(cell, x, initial, parameters, lengths);
  return { z: add(matmul(dense.Wya, lastActivation(unrolled)), dense.by), unrolled };
}

/**
 * Back through {@link manyToOneForward}: the only gradient enters at the last step.
 * @param dz ∂L/∂z, `[n_y, m]`
 */
export function manyToOneBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  dz: Matrix,
  unrolled: Unrolled<State, Cache>,
  dense: DenseParameters,
): {
  dx: Matrix[];
  dInitial: State;
  gradients: Gradients & DenseGradients;
} {
  const last = lastActivation(unrolled);
  const { da, dWya, dby } = denseBackward(dz, last, dense);
  const nothing = Matrix.zeros(last.rows, last.cols, last.dtype);
  const dOutputs = unrolled.states.map((_, t) => (t === unrolled.states.length - 1 ? da : nothing));
  const { dx, dInitial, gradients } = unrollBackward(cell, unrolled, dOutputs);
  return { dx, dInitial, gradients: { ...gradients, dWya, dby } };
}

function lastActivation<State extends RecurrentState>({
  states,
}: Unrolled<State, unknown>): Matrix {
  return states[states.length - 1].a;
}
