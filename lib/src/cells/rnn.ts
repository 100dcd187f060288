import { relu, reluBackward, tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { type DType, Matrix, requireShape } from '../tensor/matrix';
import { add, sumColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import type { Cell } from './cell';

/** The basic RNN's parameters: Wax `[n_a, n_x]`, Waa `[n_a, n_a]`, ba `[n_a, 1]`. */
export type RnnParameters = {
  readonly Wax: Matrix;
  readonly Waa: Matrix;
  readonly ba: Matrix;
};

/** g: tanh keeps every activation in (−1, 1); ReLU has no upper bound, and passes gradients whole. */
export type RnnActivation = 'tanh' | 'relu';

/** What the backward pass needs to remember of one forward step. */
export interface RnnCache {
  readonly xt: Matrix;
  readonly aPrev: Matrix;
  readonly at: Matrix;
  readonly parameters: RnnParameters;
  readonly g: RnnActivation;
}

/**
 * Random parameters for n_x inputs and n_a units: weights of variance 1 / (number of inputs), so
 * that sums keep their size, and a bias of zeros.
 */
export function initializeRnn(
  n_x: number,
  n_a: number,
  random: Random,
  { dtype = 'float64' }: { dtype?: DType } = {},
): RnnParameters {
  return {
    Wax: random.normalMatrix(n_a, n_x, 1 / Math.sqrt(n_x), dtype),
    Waa: random.normalMatrix(n_a, n_a, 1 / Math.sqrt(n_a), dtype),
    ba: Matrix.zeros(n_a, 1, dtype),
  };
}

/**
 * One step of the basic RNN.
 *
 * @param xt x<t>, `[n_x, m]`
 * @param aPrev a<t-1>, `[n_a, m]`
 * @returns at: a<t>, `[n_a, m]`; cache: for {@link rnnCellBackward}
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Recurrent Neural Network Model"
 */
export function rnnCellForward(
  xt: Matrix,
  aPrev: Matrix,
  parameters: RnnParameters,
  g: RnnActivation = 'tanh',
): { at: Matrix; cache: RnnCache } {
  const { Wax, Waa, ba } = parameters;
  requireShape('rnnCellForward: aPrev', aPrev, aPrev.rows, xt.cols, { xt });
  requireShape('rnnCellForward: Wax', Wax, aPrev.rows, xt.rows, { xt, aPrev });
  requireShape('rnnCellForward: Waa', Waa, aPrev.rows, aPrev.rows, { aPrev });
  requireShape('rnnCellForward: ba', ba, aPrev.rows, 1, { aPrev });
  // a<t> = g(W_aa a<t-1> + W_ax x<t> + b_a)
  const zt = add(matmul(Waa, aPrev), matmul(Wax, xt), ba);
  const at = g === 'tanh' ? tanh(zt) : relu(zt);
  return { at, cache: { xt, aPrev, at, parameters, g } };
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
  const { xt, aPrev, at, parameters, g } = cache;
  // a = g(z), so ∂L/∂z = g′(z) ∗ ∂L/∂a, and for tanh g′(z) = 1 − a²
  const dz = g === 'tanh' ? tanhBackward(dat, at) : reluBackward(dat, at);
  return {
    dxt: transposedMatmul(parameters.Wax, dz),
    daPrev: transposedMatmul(parameters.Waa, dz),
    dWax: matmulTransposed(dz, xt),
    dWaa: matmulTransposed(dz, aPrev),
    dba: sumColumns(dz),
  };
}

/** The basic RNN as a {@link Cell}: its state is a<t>. */
export const rnnCell = rnnCellWith('tanh');

/** The basic RNN with ReLU in place of tanh, as a {@link Cell}. */
export const reluRnnCell = rnnCellWith('relu');

function rnnCellWith(g: RnnActivation): Cell<RnnParameters, { readonly a: Matrix }, RnnCache> {
  return {
    forward(xt, { a }, parameters) {
      const { at, cache } = rnnCellForward(xt, a, parameters, g);
      return { state: { a: at }, cache };
    },
    backward({ a: dat }, cache) {
      const { dxt, daPrev, dWax, dWaa, dba } = rnnCellBackward(dat, cache);
      return { dxt, dPrevious: { a: daPrev }, gradients: { dWax, dWaa, dba } };
    },
  };
}
