import { reverseSequence } from '../networks/bidirectional';
import { selectByLength } from '../networks/lengths';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toSequence, toSequenceTensor } from './tfjs';

type Args = [x: Matrix[], lengths?: number[]];

export const reverseSequenceExercise: Exercise<typeof tf.reverse, Args, Matrix[]> = {
  id: 'reverse-sequence',
  lesson: '10-bidirectional-rnns',
  functionName: 'reverseSequence',
  argumentNames: ['x', 'lengths'],
  resultName: 'x',
  allowed: ['Matrix', 'hstack', 'map', 'sliceColumns', 'transpose'],
  tolerance: float32Tolerance,
  layers: () => tf.reverse,
  oracle(reverse, x, lengths) {
    requireFunction(reverse, tf.reverse, 'tf.reverse');
    const T = x.length;
    // One example a tensor [T, n_x]: its own steps are reversed, and what follows them stays.
    const examples = tf.unstack(toSequenceTensor(x)).map((example, j) => {
      const length = lengths?.[j] ?? T;
      const [own, padding] = tf.split(example, [length, T - length]);
      return tf.concat([tf.reverse(own, 0), padding]);
    });
    return toSequence(tf.stack(examples));
  },
  checks: [
    {
      id: 'one-length',
      title: 'sequences of one length',
      points: 1,
      cases(random) {
        const [n_x, m, T] = distinctSizes(random, 3, [2]);
        return [
          [draw(random, n_x, m, T)],
          [draw(random, n_x, 1, T)],
          [draw(random, n_x, m, 1)],
          [draw(random, n_x, m, 2)],
        ];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 2,
      cases: (random) =>
        // The batch is padded by a step more than its longest example needs, then by none.
        [1, 0].map((beyond): Args => {
          const [n_x, m, T] = distinctSizes(random, 3, [2, 3]);
          return [draw(random, n_x, m, T), raggedLengths(random, m, T - beyond)];
        }),
    },
  ],
  mistakes: [
    {
      when: 'lengths has no effect: the whole batch is reversed, and the padding comes first',
      result: (x) => reverseSequence(x),
    },
    {
      when: 'the padding is set to zero, instead of staying as it is',
      result: (x, lengths) =>
        reverseSequence(x, lengths).map((xt, t) =>
          selectByLength(t + 1, lengths, xt, scale(xt, 0)),
        ),
    },
    {
      when: 'an example is taken for one step longer than it is',
      result: (x, lengths) =>
        reverseSequence(
          x,
          lengths?.map((length) => Math.min(length + 1, x.length)),
        ),
    },
    {
      when: 'an example is taken for one step shorter than it is',
      // A single step reversed is itself, as none is.
      result: (x, lengths) =>
        reverseSequence(
          x,
          lengthsOf(x, lengths).map((length) => Math.max(length - 1, 1)),
        ),
    },
    {
      when: 'nothing is reversed',
      result: (x) => x,
    },
    {
      when: 'the second half is read from what has just been written, so that it stays as it was',
      result: (x, lengths) => {
        const reversed = reverseSequence(x, lengths);
        const halves = lengthsOf(x, lengths).map((length) => Math.floor(length / 2));
        return x.map((xt, t) => selectByLength(t + 1, halves, reversed[t], xt));
      },
    },
    {
      when: 'the examples (the columns) are put in reverse order, instead of the steps',
      result: (x) => x.map((xt) => Matrix.from(xt.toArray().map((row) => row.reverse()))),
    },
    {
      when: 'the entries of each vector (the rows) are put in reverse order, instead of the steps',
      result: (x) => x.map((xt) => Matrix.from(xt.toArray().reverse())),
    },
  ],
};

function draw(random: Random, n_x: number, m: number, T: number): Matrix[] {
  return Array.from({ length: T }, () => random.normalMatrix(n_x, m));
}

function lengthsOf(x: Matrix[], lengths = Array<number>(x[0].cols).fill(x.length)): number[] {
  return lengths;
}
