import { sigmoid, softmaxWithLogSums } from '../tensor/activations';
import { type Matrix, requireFinite, shapeOf } from '../tensor/matrix';
import { scale } from '../tensor/operations';

/** A loss, in nats, and its gradient by what went into the output layer's activation. */
export interface Loss {
  readonly loss: number;
  /** ∂loss/∂z, of z's shape. */
  readonly dz: Matrix;
}

/**
 * Softmax and categorical cross-entropy in one, −Σ_j log ŷ_j[target_j], summed over the examples.
 *
 * log ŷ is computed from z directly, as z_k − log Σ e^z, so that no probability rounds to 0; and
 * ∂L/∂z is simply ŷ − y.
 *
 * @param z what goes into the softmax, `[n_y, m]`
 * @param targets the right class of each example, m whole numbers from 0 to n_y − 1
 * @param counts which examples count; the others add nothing and get no gradient
 * @throws RangeError where targets or counts don't fit, or an entry of z is NaN or infinite
 * @see Ng, *Sequence Models*, "Backpropagation Through Time"
 */
export function softmaxCrossEntropy(
  z: Matrix,
  targets: ArrayLike<number>,
  counts?: ArrayLike<boolean>,
): Loss {
  requireLength('softmaxCrossEntropy: targets', targets, z);
  if (counts !== undefined) requireLength('softmaxCrossEntropy: counts', counts, z);
  requireFinite('softmaxCrossEntropy: z', z);
  const { yhat: dz, logSums } = softmaxWithLogSums(z);
  let loss = 0;
  for (let j = 0; j < z.cols; j++) {
    if (counts !== undefined && !counts[j]) {
      for (let i = 0; i < z.rows; i++) dz.data[i * z.cols + j] = 0;
      continue;
    }
    const target = targets[j];
    if (!(Number.isInteger(target) && target >= 0 && target < z.rows)) {
      throw new RangeError(
        `softmaxCrossEntropy: targets[${j}] is ${target}, ` +
          `but must be a class from 0 to ${z.rows - 1}`,
      );
    }
    const k = target * z.cols + j;
    loss += logSums[j] - z.data[k];
    dz.data[k] -= 1;
  }
  return { loss, dz };
}

/**
 * Sigmoid and binary cross-entropy in one, −Σ (y log ŷ + (1 − y) log(1 − ŷ)), summed over all
 * entries: each row is a question of its own, answered yes or no.
 *
 * @param z what goes into the sigmoid, `[n_y, m]`
 * @param y the right answers, 0 or 1 (or a probability), `[n_y, m]`
 * @throws RangeError where the shapes differ, an entry of z is NaN or infinite, or one of y not from
 *   0 to 1
 * @see Ng, *Sequence Models*, "Backpropagation Through Time"
 */
export function sigmoidCrossEntropy(z: Matrix, y: Matrix): Loss {
  if (y.rows !== z.rows || y.cols !== z.cols) {
    throw new RangeError(`sigmoidCrossEntropy: z is ${shapeOf(z)}, but y is ${shapeOf(y)}`);
  }
  requireFinite('sigmoidCrossEntropy: z', z);
  requireProbabilities('sigmoidCrossEntropy: y', y);
  const dz = sigmoid(z);
  let loss = 0;
  for (let k = 0; k < z.data.length; k++) {
    // max(z, 0) − z·y + log(1 + e^−|z|) is the same number, and e^−|z| can't overflow.
    const value = z.data[k];
    loss += Math.max(value, 0) - value * y.data[k] + Math.log1p(Math.exp(-Math.abs(value)));
    dz.data[k] -= y.data[k];
  }
  return { loss, dz };
}

/**
 * The loss of a batch of sequences: softmax cross-entropy summed over each example's own steps, and
 * averaged over the examples.
 *
 * @param z z<1> … z<T>, `[n_y, m]` each
 * @param targets the right classes, T lists of m
 * @param lengths T_y of each example; the steps after it count for nothing
 * @returns dz: ∂loss/∂z<t> for each step
 * @throws RangeError where there is no step, targets or lengths don't fit, or an entry of z is NaN or
 *   infinite
 */
export function sequenceCrossEntropy(
  z: readonly Matrix[],
  targets: readonly ArrayLike<number>[],
  lengths?: readonly number[],
): { loss: number; dz: Matrix[] } {
  if (z.length === 0) {
    throw new RangeError('sequenceCrossEntropy: z is an empty sequence: give at least one step');
  }
  if (targets.length !== z.length) {
    throw new RangeError(
      `sequenceCrossEntropy: z has ${z.length} steps, but targets has ${targets.length}`,
    );
  }
  if (lengths !== undefined) requireLengths(lengths, z);
  const share = 1 / z[0].cols;
  let total = 0;
  const dz = z.map((zt, t) => {
    const counts = lengths?.map((length) => t < length);
    const step = softmaxCrossEntropy(zt, targets[t], counts);
    total += step.loss;
    const { data } = step.dz;
    for (let k = 0; k < data.length; k++) data[k] *= share;
    return step.dz;
  });
  return { loss: share * total, dz };
}

/**
 * The loss of a batch whose every word has a tag: softmax cross-entropy averaged over all real words
 * of the batch, so that a word counts the same in a long sentence and in a short one.
 *
 * @param z z<1> … z<T>, `[number of tags, m]` each
 * @param tags the right tags, T lists of m; what stands in the padding is ignored
 * @param lengths the words of each sentence
 * @returns dz: ∂loss/∂z<t> for each step, zeros in the padding
 */
export function maskedTokenLoss(
  z: readonly Matrix[],
  tags: readonly ArrayLike<number>[],
  lengths: readonly number[],
): { loss: number; dz: Matrix[] } {
  const { loss, dz } = sequenceCrossEntropy(z, tags, lengths);
  // The sum over everything is m times the mean over the sentences.
  const factor = lengths.length / lengths.reduce((sum, length) => sum + length, 0);
  return { loss: loss * factor, dz: dz.map((dzt) => scale(dzt, factor)) };
}

function requireLength(name: string, values: ArrayLike<unknown>, z: Matrix): void {
  if (values.length !== z.cols) {
    throw new RangeError(`${name} has ${values.length} entries, but z is ${shapeOf(z)}`);
  }
}

function requireLengths(lengths: readonly number[], z: readonly Matrix[]): void {
  requireLength('sequenceCrossEntropy: lengths', lengths, z[0]);
  lengths.forEach((length, j) => {
    if (Number.isInteger(length) && length >= 1 && length <= z.length) return;
    throw new RangeError(
      `sequenceCrossEntropy: lengths[${j}] is ${length}, but must be a whole number from 1 to ` +
        `${z.length}, the number of steps`,
    );
  });
}

function requireProbabilities(name: string, { data, cols }: Matrix): void {
  for (let k = 0; k < data.length; k++) {
    if (data[k] >= 0 && data[k] <= 1) continue;
    throw new RangeError(
      `${name} holds ${data[k]} in row ${Math.floor(k / cols)}, column ${k % cols}, ` +
        'but every entry must be from 0 to 1',
    );
  }
}
