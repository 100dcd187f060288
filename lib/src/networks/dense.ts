import { sigmoid, softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { add, matmul, sumColumns, transpose } from '../tensor/operations';

/** The output layer's parameters: Wya `[n_y, n_a]`, by `[n_y, 1]`. */
export type DenseParameters = { readonly Wya: Matrix; readonly by: Matrix };

/** g₂ by task: softmax for one class of many, sigmoid for yes or no. */
export type OutputActivation = 'softmax' | 'sigmoid';

/**
 * The prediction ŷ<t> = g₂(W_ya a<t> + b_y).
 *
 * @param at a<t>, `[n_a, m]`
 * @returns ŷ<t>, `[n_y, m]`; with softmax each column sums to 1
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Recurrent Neural Network Model"
 */
export function denseForward(
  at: Matrix,
  { Wya, by }: DenseParameters,
  activation: OutputActivation,
): Matrix {
  const z = add(matmul(Wya, at), by);
  return activation === 'softmax' ? softmax(z) : sigmoid(z);
}

/**
 * From ∂L/∂z, z = W_ya a<t> + b_y, to the gradients of all that made z. (For cross-entropy after
 * softmax or sigmoid, ∂L/∂z is ŷ − y, so the two are never taken apart.)
 *
 * @param dz `[n_y, m]`
 */
export function denseBackward(
  dz: Matrix,
  at: Matrix,
  { Wya }: DenseParameters,
): { da: Matrix; dWya: Matrix; dby: Matrix } {
  return {
    da: matmul(transpose(Wya), dz),
    dWya: matmul(dz, transpose(at)),
    dby: sumColumns(dz),
  };
}
