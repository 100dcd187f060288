import type { LstmState } from '../cells/lstm';
import { NO_TOKEN } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import { map, scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import { drawTokens } from './embedding-lookup';
import type { Exercise } from './exercise';
import { softmaxOfRows, predict, weightedSum } from './many-to-one';
import {
  allowed,
  decodeInTfjs,
  decoderLayers,
  decoderSizes,
  drawDecoder,
  drawState,
  stepOf,
  toState,
  toTensors,
  type Decoder,
  type DecoderLayers,
} from './translation';
import { toMatrix } from './tfjs';

type Args = [decoder: Decoder, tokens: number[], state: LstmState];
type Result = { yHat: Matrix; state: LstmState };

export const decodeStepExercise: Exercise<DecoderLayers, Args, Result> = {
  id: 'decode-step',
  lesson: '13-encoder-decoder',
  functionName: 'decodeStep',
  argumentNames: ['decoder', 'tokens', 'state'],
  resultName: 'step',
  allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_e, n_a] = distinctSizes(random, 2, []);
    return decoderLayers(random.integer(8, 11), n_e, n_a);
  },
  oracle: (layers, decoder, tokens, before) =>
    decodeInTfjs(layers, decoder, (step) => {
      const { yHat, state } = step(tokens, toTensors(before));
      return { yHat: toMatrix(yHat), state: toState(state) };
    }),
  checks: [
    {
      id: 'values',
      title: 'after any token, in any state',
      points: 2,
      cases(random, layers) {
        const { V, n_e, n_a } = decoderSizes(layers);
        const [m] = distinctSizes(random, 1, [n_e, n_a]);
        return [m, 1].map((columns) => draw(random, layers, drawTokens(random, V, columns, 1)[0]));
      },
    },
    {
      id: 'no-token',
      title: 'the first step, when nothing has been written',
      points: 1,
      cases(random, layers) {
        const { n_e, n_a } = decoderSizes(layers);
        const [m] = distinctSizes(random, 1, [n_e, n_a]);
        return [draw(random, layers, Array<number>(m).fill(NO_TOKEN))];
      },
    },
  ],
  mistakes: [
    {
      when: 'the state is not used: the step starts from zero',
      result: (decoder, tokens, { a, c }) =>
        stepOf(decoder, tokens, { a: scale(a, 0), c: scale(c, 0) }),
    },
    {
      when: 'c is not used: the step starts from c = 0',
      result: (decoder, tokens, { a, c }) => stepOf(decoder, tokens, { a, c: scale(c, 0) }),
    },
    {
      when: 'a and c have changed places in what the cell is given',
      result: (decoder, tokens, { a, c }) => stepOf(decoder, tokens, { a: c, c: a }),
    },
    {
      when: 'the old state is returned, instead of the new one',
      result: (decoder, tokens, state) => ({ ...stepOf(decoder, tokens, state), state }),
    },
    {
      when: 'the new state holds a twice, and c not at all',
      result(...args) {
        const { yHat, state } = stepOf(...args);
        return { yHat, state: { a: state.a, c: state.a } };
      },
    },
    {
      when: 'the new state holds the old c',
      result(decoder, tokens, before) {
        const { yHat, state } = stepOf(decoder, tokens, before);
        return { yHat, state: { a: state.a, c: before.c } };
      },
    },
    {
      when: 'ŷ is made from c instead of from a',
      result: (...args) => otherPrediction(args, ({ c }, { dense }) => predict(c, dense)),
    },
    {
      when: 'ŷ is made from the state before this step',
      result: (...args) => otherPrediction(args, (_, { dense }) => predict(args[2].a, dense)),
    },
    {
      when: 'softmax is left out',
      result: (...args) => otherPrediction(args, ({ a }, { dense }) => weightedSum(a, dense)),
    },
    {
      when: 'softmax runs over the examples (a row) instead of over the tokens (a column)',
      result: (...args) =>
        otherPrediction(args, ({ a }, { dense }) => softmaxOfRows(weightedSum(a, dense))),
    },
    {
      when: 'the logarithm of ŷ is returned, instead of ŷ',
      result: (...args) =>
        otherPrediction(args, ({ a }, { dense }) => map(predict(a, dense), Math.log)),
    },
    {
      when: 'by is left out',
      result: (...args) =>
        otherPrediction(args, ({ a }, { dense: { Wya, by } }) =>
          predict(a, { Wya, by: scale(by, 0) }),
        ),
    },
    {
      when: 'no token, −1, gets the last column of E',
      result: (decoder, tokens, state) =>
        stepOf(
          decoder,
          tokens.map((token) => (token === NO_TOKEN ? decoder.E.cols - 1 : token)),
          state,
        ),
    },
    {
      when: 'no token, −1, gets the first column of E',
      result: (decoder, tokens, state) =>
        stepOf(
          decoder,
          tokens.map((token) => Math.max(token, 0)),
          state,
        ),
    },
  ],
};

function draw(random: Random, layers: DecoderLayers, tokens: number[]): Args {
  const { n_a } = decoderSizes(layers);
  return [drawDecoder(random, layers), tokens, drawState(random, n_a, tokens.length)];
}

/** The right state, with another ŷ. */
function otherPrediction(
  args: Args,
  predicted: (state: LstmState, decoder: Decoder) => Matrix,
): Result {
  const { state } = stepOf(...args);
  return { yHat: predicted(state, args[0]), state };
}
