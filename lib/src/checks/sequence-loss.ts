import type { Scalar, Tensor, Tensor3D } from '@tensorflow/tfjs';
import type { OutputActivation } from '../networks/dense';
import { sigmoid, softmax } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { map } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise, NamedCheck } from './exercise';
import { requireFunction, tf, toMask, toSequenceTensor } from './tfjs';

/** What the graded cells of both directions compare with. */
export type CrossEntropies = Readonly<{
  softmax: typeof tf.losses.softmaxCrossEntropy;
  sigmoid: typeof tf.losses.sigmoidCrossEntropy;
}>;
export type SequenceLossArgs = [
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
];

/** The loss and its gradient are tried with each activation, of one step and one row too. */
export const bothActivations: NamedCheck<CrossEntropies, SequenceLossArgs>[] = [
  {
    id: 'softmax',
    title: 'categorical: one class of many',
    points: 1,
    cases: (random) => [
      draw(random, 'softmax', distinctSizes(random, 3, [])),
      draw(random, 'softmax', [3, 1, 1]),
    ],
  },
  {
    id: 'sigmoid',
    title: 'binary: each row answers yes or no',
    points: 1,
    cases: (random) => [
      draw(random, 'sigmoid', distinctSizes(random, 3, [])),
      draw(random, 'sigmoid', [1, ...distinctSizes(random, 2, [])]),
    ],
  },
];

export const sequenceLossExercise: Exercise<CrossEntropies, SequenceLossArgs, number> = {
  id: 'sequence-loss',
  lesson: '03-backpropagation-through-time',
  functionName: 'sequenceLoss',
  argumentNames: ['z', 'y', 'activation', 'lengths'],
  resultName: 'loss',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'scale',
    'sigmoid',
    'softmax',
    'subtract',
    'sumColumns',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: crossEntropies,
  oracle: (losses, z, ...rest) =>
    sequenceLossOnTensors(losses, toSequenceTensor(z), ...rest).dataSync()[0],
  checks: [
    ...bothActivations,
    { id: 'ragged-lengths', title: 'padding counts for nothing', points: 1, cases: drawRagged },
    {
      id: 'large-values',
      title: 'predictions so wrong that ŷ rounds to 0',
      points: 1,
      cases: (random) =>
        (['softmax', 'sigmoid'] as const).map((activation): SequenceLossArgs => {
          const [z, y] = draw(random, activation, distinctSizes(random, 3, []));
          // e⁻⁸⁰⁰ is 0 in 64 bits too. Every answer is no where z says yes, and the reverse.
          const wrong = z.map((zt, t) => addWhere(zt, y[t], (answer) => (answer ? -800 : 800)));
          return [wrong, y, activation];
        }),
    },
  ],
  mistakes: [
    {
      when: 'the logarithm is taken of a ŷ that has rounded to 0: compute it from z directly',
      result: (...args) => total(...args) / args[0][0].cols,
    },
    {
      when: 'the padding counts like real steps, so that lengths has no effect',
      result: (z, y, activation) => total(z, y, activation) / z[0].cols,
    },
    {
      when: 'the sum over the examples is not divided by m',
      result: (...args) => total(...args),
    },
    {
      when: 'the mean over the time steps is taken instead of their sum',
      result: (...args) => total(...args) / args[0][0].cols / args[0].length,
    },
    {
      when: 'the sum is divided by the number of all real steps, instead of by m',
      result(z, y, activation, lengths) {
        const steps = lengths?.reduce((sum, length) => sum + length) ?? z.length * z[0].cols;
        return total(z, y, activation, lengths) / steps;
      },
    },
    {
      when: 'the minus before the logarithm is missing',
      result: (...args) => -total(...args) / args[0][0].cols,
    },
    {
      when: 'the binary formula is used where the categorical one is asked for',
      result: (z, y, _, lengths) =>
        totalOf(z, y, lengths, (zt, yt) => entryLosses(softmax(zt), yt, 'sigmoid')) / z[0].cols,
    },
    {
      when: 'the binary formula lacks its second half, (1 − y) log(1 − ŷ)',
      result: (z, y, _, lengths) =>
        totalOf(z, y, lengths, (zt, yt) => entryLosses(sigmoid(zt), yt, 'softmax')) / z[0].cols,
    },
    {
      when: 'sigmoid is used where softmax is asked for',
      result: (z, y, _, lengths) => total(z, y, 'sigmoid', lengths) / z[0].cols,
    },
    {
      when: 'an example counts for one step too many',
      result: (z, y, activation, lengths) =>
        total(
          z,
          y,
          activation,
          lengths?.map((length) => length + 1),
        ) / z[0].cols,
    },
    {
      when: 'an example counts for one step too few',
      result: (z, y, activation, lengths) =>
        total(
          z,
          y,
          activation,
          lengths?.map((length) => length - 1),
        ) / z[0].cols,
    },
  ],
};

export function crossEntropies(): CrossEntropies {
  return { softmax: tf.losses.softmaxCrossEntropy, sigmoid: tf.losses.sigmoidCrossEntropy };
}

/** The loss by tf.losses, of logits `[m, T, n_y]`: masked, summed over t, averaged over m. */
export function sequenceLossOnTensors(
  losses: CrossEntropies,
  z: Tensor,
  y: readonly Matrix[],
  activation: OutputActivation,
  lengths?: readonly number[],
): Scalar {
  requireFunction(
    losses[activation],
    crossEntropies()[activation],
    `{ …, ${activation}: tf.losses.${activation}CrossEntropy }`,
  );
  const [m, T] = z.shape;
  const answers: Tensor3D = toSequenceTensor(y);
  const mask = tf.cast(toMask(lengths ?? Array<number>(m).fill(T), T), 'float32');
  const sum =
    activation === 'softmax'
      ? losses.softmax(answers, z, mask, 0, tf.Reduction.SUM)
      : losses.sigmoid(answers, z, tf.expandDims(mask, 2), 0, tf.Reduction.SUM);
  return tf.div(sum, m);
}

/** Random logits, and right answers: one-hot columns for softmax, any zeros and ones for sigmoid. */
function draw(
  random: Random,
  activation: OutputActivation,
  [n_y, m, T]: readonly number[],
): [z: Matrix[], y: Matrix[], activation: OutputActivation] {
  const z = Array.from({ length: T }, () => random.normalMatrix(n_y, m, 1.5));
  const y = z.map(() => {
    const yt = Matrix.zeros(n_y, m);
    for (let j = 0; j < m; j++) {
      if (activation === 'softmax') yt.set(random.integer(0, n_y - 1), j, 1);
      else for (let i = 0; i < n_y; i++) yt.set(i, j, random.integer(0, 1));
    }
    return yt;
  });
  return [z, y, activation];
}

/** Both kinds, with lengths; what stands in the padding is as random as the rest. */
export function drawRagged(random: Random): SequenceLossArgs[] {
  return (['softmax', 'sigmoid'] as const).map((activation) => {
    const [n_y, m, T] = distinctSizes(random, 3, [2]);
    return [...draw(random, activation, [n_y, m, T]), raggedLengths(random, m, T)];
  });
}

function addWhere(z: Matrix, y: Matrix, shift: (answer: number) => number): Matrix {
  let k = 0;
  return map(z, (entry) => entry + shift(y.data[k++]));
}

/** What each entry of ŷ adds to the loss. The formulas as they stand: for moderate ŷ only. */
function entryLosses(yhat: Matrix, y: Matrix, activation: OutputActivation): Matrix {
  let k = 0;
  return map(yhat, (p) => {
    const answer = y.data[k++];
    const yes = answer === 0 ? 0 : -answer * Math.log(p);
    return activation === 'softmax' ? yes : yes - (1 - answer) * Math.log(1 - p);
  });
}

function total(...[z, y, activation, lengths]: SequenceLossArgs): number {
  const g = activation === 'softmax' ? softmax : sigmoid;
  return totalOf(z, y, lengths, (zt, yt) => entryLosses(g(zt), yt, activation));
}

/** The sum of some losses over all entries of all real steps. */
function totalOf(
  z: readonly Matrix[],
  y: readonly Matrix[],
  lengths: readonly number[] | undefined,
  lossesOf: (zt: Matrix, yt: Matrix) => Matrix,
): number {
  let sum = 0;
  z.forEach((zt, t) => {
    const losses = lossesOf(zt, y[t]);
    for (let j = 0; j < losses.cols; j++) {
      if (lengths !== undefined && t >= lengths[j]) continue;
      for (let i = 0; i < losses.rows; i++) sum += losses.get(i, j);
    }
  });
  return sum;
}
