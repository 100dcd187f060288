import { Matrix } from '../tensor/matrix';
import { hstack, map, scale, sumColumns, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMask, toMatrix, toSequence, toTensor } from './tfjs';

type Args = [sequences: Matrix[][], T?: number];
type Padded = { x: Matrix[]; mask: Matrix };

export const padSequencesExercise: Exercise<typeof tf.pad, Args, Padded> = {
  id: 'pad-sequences',
  lesson: '01-sequences-and-notation',
  functionName: 'padSequences',
  argumentNames: ['sequences', 'T'],
  resultName: 'result',
  allowed: ['Matrix', 'hstack', 'transpose', 'vstack'],
  tolerance: float32Tolerance,
  layers: () => tf.pad,
  oracle(pad, sequences, T) {
    requireFunction(pad, tf.pad, 'tf.pad');
    return padded(sequences, T);
  },
  checks: [
    {
      id: 'ragged',
      title: 'sequences of different lengths, padded to the longest',
      points: 2,
      cases(random) {
        const [n_x, m, T] = distinctSizes(random, 3, [2]);
        return [[draw(random, n_x, raggedLengths(random, m, T))]];
      },
    },
    {
      id: 'given-length',
      title: 'a T that is longer than the longest sequence',
      points: 1,
      cases(random) {
        const [n_x, m, T] = distinctSizes(random, 3, [2]);
        return [[draw(random, n_x, raggedLengths(random, m, T)), T + 2]];
      },
    },
    {
      id: 'real-zeros',
      title: 'a real step of zeros, such as an unknown word, is no padding',
      points: 1,
      cases(random) {
        const [n_x, m, T] = distinctSizes(random, 3, [2]);
        const sequences = draw(random, n_x, raggedLengths(random, m, T));
        return [[sequences.map(([first, ...rest]) => [...rest, scale(first, 0)])]];
      },
    },
    {
      id: 'nothing-to-pad',
      title: 'one sequence alone, and sequences of one length',
      points: 1,
      cases(random) {
        const [n_x, m, T] = distinctSizes(random, 3, [2]);
        return [
          [draw(random, n_x, [T])],
          [draw(random, n_x, Array<number>(m).fill(T))],
          [draw(random, n_x, Array<number>(m).fill(1))],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding stands in front of the words instead of behind them',
      result(sequences, T) {
        const { x, mask } = padded(sequences.map(reversed), T);
        return { x: x.toReversed(), mask: Matrix.from(mask.toArray().reverse()) };
      },
    },
    {
      when: 'the mask is turned around: 1 for padding, 0 for real steps',
      result: (...args) => masked(args, ({ mask }) => map(mask, (entry) => 1 - entry)),
    },
    {
      when: 'the mask is 1 everywhere',
      result: (...args) => masked(args, ({ mask }) => map(mask, () => 1)),
    },
    {
      when: 'the mask asks whether the entries of x are zero, and takes a real zero for padding',
      result: (...args) =>
        masked(args, ({ x }) => {
          const [first, ...others] = x.map((xt) => sumColumns(transpose(map(xt, Math.abs))));
          return transpose(map(hstack(first, ...others), Math.sign));
        }),
    },
    {
      when: 'the mask ends one step late',
      result: (...args) => masked(args, ({ x }) => maskOf(args[0], x.length, 1)),
    },
    {
      when: 'the mask ends one step early',
      result: (...args) => masked(args, ({ x }) => maskOf(args[0], x.length, -1)),
    },
    {
      when: "the padding repeats an example's last word instead of being zero",
      result(sequences, T) {
        const { x, mask } = padded(sequences, T);
        const repeated = sequences.map((sequence) => {
          const last = sequence[sequence.length - 1];
          return [...sequence, ...Array<Matrix>(x.length - sequence.length).fill(last)];
        });
        return { x: padded(repeated).x, mask };
      },
    },
  ],
};

/** Sequences of columns `[n_x, 1]`, one for each length. */
function draw(random: Random, n_x: number, lengths: readonly number[]): Matrix[][] {
  return lengths.map((length) => Array.from({ length }, () => random.normalMatrix(n_x, 1)));
}

/** tf.pad adds nothing in front of an example, and behind it what it lacks. */
function padded(sequences: Matrix[][], T = Math.max(...sequences.map(lengthOf))): Padded {
  let x: Matrix[] = [];
  tf.tidy(() => {
    // One example a tensor [its length, n_x].
    const examples = sequences.map((sequence) =>
      tf.pad(tf.concat(sequence.map(toTensor), 0), [
        [0, T - sequence.length],
        [0, 0],
      ]),
    );
    x = toSequence(tf.stack(examples));
  });
  return { x, mask: maskOf(sequences, T) };
}

/** `[T, m]`, each example so many steps longer than it is. */
function maskOf(sequences: Matrix[][], T: number, longer = 0): Matrix {
  const lengths = sequences.map((sequence) => sequence.length + longer);
  let mask = Matrix.zeros(T, sequences.length);
  tf.tidy(() => {
    mask = toMatrix(toMask(lengths, T).toFloat());
  });
  return mask;
}

/** The answer with another mask. */
function masked([sequences, T]: Args, maskFor: (right: Padded) => Matrix): Padded {
  const right = padded(sequences, T);
  return { x: right.x, mask: maskFor(right) };
}

function lengthOf({ length }: readonly Matrix[]): number {
  return length;
}

function reversed(sequence: readonly Matrix[]): Matrix[] {
  return sequence.toReversed();
}
