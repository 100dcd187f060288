import { sigmoid, softmax } from '../tensor/activations';
import { type DType, Matrix, requireShape } from '../tensor/matrix';
import { add, sumColumns } from '../tensor/operations';
import { keepingConstant, matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import type { Random } from '../tensor/random';

/** The output layer's parameters: Wya `[n_y, n_a]`, by `[n_y, 1]`. */
export type DenseParameters = { readonly Wya: Matrix; readonly by: Matrix };

/** Their gradients. */
export type DenseGradients = { readonly dWya: Matrix; readonly dby: Matrix };

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
  const [z] = timeDistributedDense([at], { Wya, by });
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
): DenseGradients & { readonly da: Matrix } {
  return {
    da: transposedMatmul(Wya, dz),
    dWya: matmulTransposed(dz, at),
    dby: sumColumns(dz),
  };
}

/**
 * The same output layer at every step, with nothing between the steps: z<t> = W_ya a<t> + b_y. Put
 * softmax or sigmoid on it, or hand it to a loss, which does.
 *
 * @param a a<1> … a<T>, `[n_a, m]` each
 * @returns z<1> … z<T>, `[n_y, m]` each
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Deep RNNs"
 */
export function timeDistributedDense(a: readonly Matrix[], { Wya, by }: DenseParameters): Matrix[] {
  requireShape('by', by, Wya.rows, 1);
  return keepingConstant([Wya], () =>
    a.map((at, t) => {
      requireShape(`a<${t + 1}>`, at, Wya.cols, at.cols, { Wya });
      return add(matmul(Wya, at), by);
    }),
  );
}

/**
 * Back through {@link timeDistributedDense}: the gradients of the shared parameters add up.
 * @param dz ∂L/∂z<t> of every step, `[n_y, m]` each
 * @throws RangeError where there is no step, or dz and a are not equally long
 */
export function timeDistributedDenseBackward(
  dz: readonly Matrix[],
  a: readonly Matrix[],
  parameters: DenseParameters,
): DenseGradients & { readonly da: Matrix[] } {
  if (dz.length === 0 || dz.length !== a.length) {
    throw new RangeError(
      `timeDistributedDenseBackward: dz has ${dz.length} steps, and a has ${a.length}: ` +
        'give as many of each, at least one',
    );
  }
  const steps = keepingConstant([parameters.Wya], () =>
    dz.map((dzt, t) => denseBackward(dzt, a[t], parameters)),
  );
  const [first, ...others] = steps;
  return {
    da: steps.map((step) => step.da),
    dWya: add(first.dWya, ...others.map((step) => step.dWya)),
    dby: add(first.dby, ...others.map((step) => step.dby)),
  };
}

/** Random parameters: weights of variance 1 / n_a, and a bias of zeros. */
export function initializeDense(
  n_a: number,
  n_y: number,
  random: Random,
  { dtype = 'float64' }: { dtype?: DType } = {},
): DenseParameters {
  return {
    Wya: random.normalMatrix(n_y, n_a, 1 / Math.sqrt(n_a), dtype),
    by: Matrix.zeros(n_y, 1, dtype),
  };
}
