import type { LstmState } from '../cells/lstm';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import { drawTokens } from './embedding-lookup';
import type { Exercise } from './exercise';
import { last } from './many-to-one';
import {
  allowed,
  drawEncoder,
  encodeInTfjs,
  encoderLayers,
  encoderSizes,
  statesOf,
  toState,
  zeroState,
  type Encoder,
  type EncoderLayers,
} from './translation';

type Args = [encoder: Encoder, x: number[][], lengths?: number[]];

export const encodeExercise: Exercise<EncoderLayers, Args, LstmState> = {
  id: 'encode',
  lesson: '13-encoder-decoder',
  functionName: 'encode',
  argumentNames: ['encoder', 'x', 'lengths'],
  resultName: 'state',
  allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_e, n_a] = distinctSizes(random, 2, []);
    return encoderLayers(random.integer(8, 11), n_e, n_a);
  },
  oracle: (layers, ...args) => toState(encodeInTfjs(layers, ...args)),
  checks: [
    {
      id: 'values',
      title: 'inputs of one length',
      points: 1,
      cases(random, layers) {
        const { n_e, n_a } = encoderSizes(layers);
        const [m, T] = distinctSizes(random, 2, [n_e, n_a, 2]);
        return [
          [m, T],
          [1, T],
          [m, 1],
        ].map(([columns, steps]) => draw(random, layers, columns, steps));
      },
    },
    {
      id: 'ragged-lengths',
      title: 'inputs of different lengths in one batch',
      points: 2,
      cases(random, layers) {
        // The batch is padded by a step more than its longest input needs, then by none.
        return [1, 0].map((beyond): Args => {
          const { n_e, n_a } = encoderSizes(layers);
          const [m, T] = distinctSizes(random, 2, [n_e, n_a, 2]);
          return [...draw(random, layers, m, T), raggedLengths(random, m, T - beyond)];
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding is read like the input, so that lengths has no effect',
      result: (encoder, x) => last(statesOf(encoder, x)),
    },
    {
      when: 'a is handed over twice, and c not at all',
      result: (...args) => {
        const { a } = last(statesOf(...args));
        return { a, c: a };
      },
    },
    {
      when: 'a and c have changed places',
      result: (...args) => {
        const { a, c } = last(statesOf(...args));
        return { a: c, c: a };
      },
    },
    {
      when: 'c is zero: the LSTM carries two matrices, and both are handed over',
      result: (...args) => {
        const { a, c } = last(statesOf(...args));
        return { a, c: scale(c, 0) };
      },
    },
    {
      when: 'the state after the first token is returned, instead of that after the last one',
      result: (...args) => statesOf(...args)[0],
    },
    {
      when: 'the state before the last step is returned',
      result(encoder, x, lengths) {
        const before = zeroState(encoder.recurrent.bu.rows, x[0].length);
        return [before, ...statesOf(encoder, x, lengths)][x.length - 1];
      },
    },
    {
      when: 'the input is read from its end',
      result: (encoder, x, lengths) => last(statesOf(encoder, [...x].reverse(), lengths)),
    },
  ],
};

function draw(
  random: Random,
  layers: EncoderLayers,
  m: number,
  T: number,
): [encoder: Encoder, x: number[][]] {
  return [drawEncoder(random, layers), drawTokens(random, encoderSizes(layers).V, m, T)];
}
