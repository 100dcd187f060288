import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { hstack, scale, sliceColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { softmaxCrossEntropy } from '../training/losses';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMask, toSequence, toSequenceTensor } from './tfjs';

type CrossEntropy = typeof tf.losses.softmaxCrossEntropy;
type Args = [z: Matrix[], tags: number[][], lengths: number[]];
type LossAndGradient = { loss: number; dz: Matrix[] };

export const maskedTokenLossExercise: Exercise<CrossEntropy, Args, LossAndGradient> = {
  id: 'masked-token-loss',
  lesson: '12-sequence-labeling',
  functionName: 'maskedTokenLoss',
  argumentNames: ['z', 'tags', 'lengths'],
  resultName: 'result',
  allowed: ['Matrix', 'map', 'scale', 'softmax', 'subtract', 'transpose'],
  tolerance: float32Tolerance,
  layers: () => tf.losses.softmaxCrossEntropy,
  oracle(crossEntropy, z, tags, lengths) {
    requireFunction(crossEntropy, tf.losses.softmaxCrossEntropy, 'tf.losses.softmaxCrossEntropy');
    const mask = tf.cast(toMask(lengths, z.length), 'float32');
    const numbers = tf.transpose(tf.tensor2d(tags, undefined, 'int32'));
    const answers = tf.oneHot(numbers, z[0].rows);
    const loss = (logits: Tensor) =>
      crossEntropy<Tensor, Tensor1D>(answers, logits, mask, 0, tf.Reduction.MEAN);
    const { value, grad } = tf.valueAndGrad(loss)(toSequenceTensor(z));
    return { loss: value.dataSync()[0], dz: toSequence(grad) };
  },
  checks: [
    {
      id: 'one-length',
      title: 'sentences of one length',
      points: 1,
      cases(random) {
        const [n_y, m, T] = distinctSizes(random, 3, []);
        return [
          draw(random, n_y, Array<number>(m).fill(T)),
          draw(random, n_y, [T]),
          draw(random, n_y, Array<number>(m).fill(1)),
        ];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'the mean over real words: padding counts for nothing',
      points: 2,
      cases(random) {
        const [n_y, m, T] = distinctSizes(random, 3, [2]);
        return [draw(random, n_y, raggedLengths(random, m, T)), draw(random, n_y, [1, T])];
      },
    },
    {
      id: 'large-values',
      title: 'predictions so wrong that ŷ rounds to 0',
      points: 1,
      cases(random) {
        const [n_y, m, T] = distinctSizes(random, 3, [2]);
        const tooSmall = draw(random, n_y, raggedLengths(random, m, T));
        const tooLarge = draw(random, n_y, [1, T]);
        // e⁻⁸⁰⁰ is 0 and e⁸⁰⁰ infinite, in 64 bits too.
        setByTag(tooSmall, -800, (tag) => tag);
        setByTag(tooLarge, 800, (tag) => (tag + 1) % n_y);
        return [tooSmall, tooLarge];
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding counts like real words, so that lengths has no effect',
      result: (z, tags) => divided(z, tags, undefined, z.length * z[0].cols),
    },
    {
      when: 'the padding adds nothing, but is counted in the number to divide by, m · T',
      result: (z, tags, lengths) => divided(z, tags, lengths, z.length * z[0].cols),
    },
    {
      when: 'the padding is not counted in N, but still adds to the loss and to dz',
      result: (z, tags, lengths) => divided(z, tags, undefined, sum(lengths)),
    },
    {
      when: 'only the loss leaves the padding out: dz must be 0 there',
      result: (z, tags, lengths) => ({
        loss: divided(z, tags, lengths, sum(lengths)).loss,
        dz: divided(z, tags, undefined, sum(lengths)).dz,
      }),
    },
    {
      when: 'the first sentence that has ended ends the step for those after it: continue, not break',
      result(z, tags, lengths) {
        const shortestSoFar = lengths.map((_, j) => Math.min(...lengths.slice(0, j + 1)));
        return divided(z, tags, shortestSoFar, sum(lengths));
      },
    },
    {
      when: 'the logarithm is taken of a ŷ that has rounded to 0: compute it from z directly',
      result: (z, tags, lengths) => ({
        loss: lossOfRounded(z, tags, lengths),
        dz: divided(z, tags, lengths, sum(lengths)).dz,
      }),
    },
    {
      when: 'the sum is divided by m, as in lesson 03, instead of by the number of words',
      result: (z, tags, lengths) => divided(z, tags, lengths, lengths.length),
    },
    {
      when: 'the sum is not divided by the number of words',
      result: (z, tags, lengths) => divided(z, tags, lengths, 1),
    },
    {
      when: 'dz is not divided by the number of words, although the loss is',
      result(z, tags, lengths) {
        const words = sum(lengths);
        return {
          loss: divided(z, tags, lengths, words).loss,
          dz: divided(z, tags, lengths, 1).dz,
        };
      },
    },
    {
      when: 'the mean of each sentence is taken, and then the mean over the sentences',
      result: (z, tags, lengths) => meanOfMeans(z, tags, lengths),
    },
    {
      when: 'dz has the wrong sign: it is ŷ − y',
      result(z, tags, lengths) {
        const { loss, dz } = divided(z, tags, lengths, sum(lengths));
        return { loss, dz: dz.map((dzt) => scale(dzt, -1)) };
      },
    },
    {
      when: 'a sentence ends one word early',
      result(z, tags, lengths) {
        const shorter = lengths.map((length) => length - 1);
        return divided(z, tags, shorter, sum(lengths));
      },
    },
    {
      when: 'a sentence ends one word late: its first step of padding counts',
      result(z, tags, lengths) {
        const longer = lengths.map((length) => length + 1);
        return divided(z, tags, longer, sum(lengths));
      },
    },
    {
      when: 'all dz<t> are one and the same matrix, which each step overwrites',
      result(z, tags, lengths) {
        const { loss, dz } = divided(z, tags, lengths, sum(lengths));
        const [first, ...others] = lengths.map((length, j) =>
          sliceColumns(dz[length - 1], j, j + 1),
        );
        const last = hstack(first, ...others);
        return { loss, dz: dz.map(() => last) };
      },
    },
  ],
};

/** What stands in the padding looks like everything else. */
function draw(random: Random, n_y: number, lengths: number[]): Args {
  const T = Math.max(...lengths);
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_y, lengths.length, 1.5)),
    Array.from({ length: T }, () => lengths.map(() => random.integer(0, n_y - 1))),
    lengths,
  ];
}

/** Gives one entry of each column a value: `rowOf` says which, by the right tag. */
function setByTag([z, tags]: Args, value: number, rowOf: (tag: number) => number): void {
  z.forEach((zt, t) => tags[t].forEach((tag, j) => zt.set(rowOf(tag), j, value)));
}

function divided(
  z: Matrix[],
  tags: number[][],
  lengths: number[] | undefined,
  by: number,
): LossAndGradient {
  let loss = 0;
  const dz = z.map((zt, t) => {
    // A length of 0, where a sentence ends one word early, leaves nothing of the example.
    const counts = lengths?.map((length) => t < length);
    const step = softmaxCrossEntropy(zt, tags[t], counts);
    loss += step.loss / by;
    return scale(step.dz, 1 / by);
  });
  return { loss, dz };
}

function lossOfRounded(z: Matrix[], tags: number[][], lengths: number[]): number {
  const costs = z
    .map(softmax)
    .flatMap((yhat, t) =>
      lengths.flatMap((length, j) => (t < length ? [-Math.log(yhat.get(tags[t][j], j))] : [])),
    );
  return sum(costs) / costs.length;
}

function meanOfMeans(z: Matrix[], tags: number[][], lengths: number[]): LossAndGradient {
  const each = lengths.map((length, j) =>
    divided(
      z.map((zt) => sliceColumns(zt, j, j + 1)),
      tags.map((step) => [step[j]]),
      [length],
      length * lengths.length,
    ),
  );
  return {
    loss: each.reduce((total, { loss }) => total + loss, 0),
    dz: z.map((_, t) => {
      const [first, ...others] = each.map(({ dz }) => dz[t]);
      return hstack(first, ...others);
    }),
  };
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
