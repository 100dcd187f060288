import { Matrix } from '../tensor/matrix';
import { hstack, map, scale } from '../tensor/operations';
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
  oracle(pad, sequences, givenT) {
    requireFunction(pad, tf.pad, 'tf.pad');
    const lengths = sequences.map((sequence) => sequence.length);
    const T = givenT ?? Math.max(...lengths);
    // One example a tensor [its length, n_x]: nothing is added in front, what lacks behind.
    const padded = sequences.map((sequence) => {
      const rows = tf.concat(sequence.map(toTensor), 0);
      const missing: [number, number] = [0, T - sequence.length];
      return pad(rows, [missing, [0, 0]]);
    });
    return {
      x: toSequence(tf.stack(padded)),
      mask: toMatrix(toMask(lengths, T).toFloat()),
    };
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
      result: (sequences, T) =>
        padded(sequences, T, (sequence, t, steps) => sequence[t - (steps - sequence.length)]),
    },
    {
      when: 'the mask is turned around: 1 for padding, 0 for real steps',
      result(sequences, T) {
        const { x, mask } = padded(sequences, T);
        return { x, mask: map(mask, (entry) => 1 - entry) };
      },
    },
    {
      when: 'the mask is 1 everywhere',
      result(sequences, T) {
        const { x, mask } = padded(sequences, T);
        return { x, mask: map(mask, () => 1) };
      },
    },
    {
      when: 'the mask asks whether the entries of x are zero, and takes a real zero for padding',
      result(sequences, T) {
        const { x } = padded(sequences, T);
        const anyEntry = (xt: Matrix, j: number) => xt.toArray().some((row) => row[j] !== 0);
        return {
          x,
          mask: Matrix.from(x.map((xt) => sequences.map((_, j) => (anyEntry(xt, j) ? 1 : 0)))),
        };
      },
    },
    {
      when: 'the mask ends one step late',
      result(sequences, T) {
        const { x } = padded(sequences, T);
        return {
          x,
          mask: Matrix.from(x.map((_, t) => sequences.map(({ length }) => (t <= length ? 1 : 0)))),
        };
      },
    },
    {
      when: 'the mask ends one step early',
      result(sequences, T) {
        const { x } = padded(sequences, T);
        return {
          x,
          mask: Matrix.from(
            x.map((_, t) => sequences.map(({ length }) => (t < length - 1 ? 1 : 0))),
          ),
        };
      },
    },
    {
      when: "the padding repeats an example's last word instead of being zero",
      result(sequences, T) {
        const { mask } = padded(sequences, T);
        const { x } = padded(sequences, T, (sequence, t) => sequence[t] ?? sequence.at(-1));
        return { x, mask };
      },
    },
  ],
};

/** Sequences of columns `[n_x, 1]`, one for each length. */
function draw(random: Random, n_x: number, lengths: readonly number[]): Matrix[][] {
  return lengths.map((length) => Array.from({ length }, () => random.normalMatrix(n_x, 1)));
}

/** The answer, or a wrong one where another `stepAt` than the right one is given. */
function padded(
  sequences: Matrix[][],
  givenT: number | undefined,
  stepAt: (sequence: Matrix[], t: number, T: number) => Matrix | undefined = (sequence, t) =>
    sequence[t],
): Padded {
  const T = givenT ?? Math.max(...sequences.map(({ length }) => length));
  const steps = Array.from({ length: T }, (_, t) =>
    sequences.map((sequence) => stepAt(sequence, t, T)),
  );
  const zero = scale(sequences[0][0], 0);
  return {
    x: steps.map(([first, ...others]) => hstack(first ?? zero, ...others.map((xt) => xt ?? zero))),
    mask: Matrix.from(steps.map((step) => step.map((xt) => (xt === undefined ? 0 : 1)))),
  };
}
