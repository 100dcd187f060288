import { tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import { add, sumColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import type { Cell } from './cell';

/** The basic RNN's parameters: Wax `[n_a, n_x]`, Waa `[n_a, n_a]`, ba `[n_a, 1]`. */
export type RnnParameters = {
  readonly Wax: Matrix;
  readonly Waa: Matrix;
  readonly ba: Matrix;
};

/** What the backward pass needs to remember of one forward step. */
export interface RnnCache {
  readonly xt: Matrix;
  readonly aPrev: Matrix;
  readonly at: Matrix;
  readonly parameters: RnnParameters;
}

/**
 * Random parameters for n_x inputs and n_a units: weights of variance 1 / (number of inputs), so
 * that sums keep their size, and a bias of zeros.
 */
export function initializeRnn(n_x: number, n_a: number, random: Random): RnnParameters {
  return {
    Wax: random.normalMatrix(n_a, n_x, 1 / Math.sqrt(n_x)),
    Waa: random.normalMatrix(n_a, n_a, 1 / Math.sqrt(n_a)),
    ba: Matrix.zeros(n_a, 1),
  };
}

/**
 * One step of the basic RNN.
 *
 * @param xt x<t>, `[n_x, m]`
 * @param aPrev a<t-1>, `[n_a, m]`
 * @returns at: a<t>, `[n_a, m]`, entries in (−1, 1); cache: for {@link rnnCellBackward}
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Recurrent Neural Network Model"
 */
export function rnnCellForward(
  xt: Matrix,
  aPrev: Matrix,
  parameters: RnnParameters,
): { at: Matrix; cache: RnnCache } {
  const { Wax, Waa, ba } = parameters;
  // a<t> = tanh(W_aa a<t-1> + W_ax x<t> + b_a)
  const at = tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
  return { at, cache: { xt, aPrev, at, parameters } };
}

/**
 * One step back: from ∂L/∂a<t> to the gradients of all that made a<t>.
 *
 * @param dat ∂L/∂a<t>, `[n_a, m]`: from ŷ<t> and from step t+1 together
 * @returns each gradient with the shape of what it belongs to
 * @see Ng, *Sequence Models*, "Backpropagation Through Time"
 */
export function rnnCellBackward(
  dat: Matrix,
  cache: RnnCache,
): { dxt: Matrix; daPrev: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix } {
  const { xt, aPrev, at, parameters } = cache;
  // a = tanh(z), so ∂L/∂z = (1 − a²) ∗ ∂L/∂a
  const dz = tanhBackward(dat, at);
  return {
    dxt: transposedMatmul(parameters.Wax, dz),
    daPrev: transposedMatmul(parameters.Waa, dz),
    dWax: matmulTransposed(dz, xt),
    dWaa: matmulTransposed(dz, aPrev),
    dba: sumColumns(dz),
  };
}

/** The basic RNN as a {@link Cell}: its state is a<t>. */
export const rnnCell: Cell<RnnParameters, { readonly a: Matrix }, RnnCache> = {
  forward(xt, { a }, parameters) {
    const { at, cache } = rnnCellForward(xt, a, parameters);
    return { state: { a: at }, cache };
  },
  backward({ a: dat }, cache) {
    const { dxt, daPrev, dWax, dWaa, dba } = rnnCellBackward(dat, cache);
    return { dxt, dPrevious: { a: daPrev }, gradients: { dWax, dWaa, dba } };
  },
};
