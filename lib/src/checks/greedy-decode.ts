import type { Tensor } from '@tensorflow/tfjs';
import type { LstmState } from '../cells/lstm';
import { NO_TOKEN } from '../networks/embedding';
import { argmaxColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { zerosLike } from '../tensor/tensors';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { tf } from './tfjs';
import {
  allowed,
  decodeInTfjs,
  decoderLayers,
  decoderSizes,
  drawDecoder,
  drawState,
  stepOf,
  toTensors,
  type Decoder,
  type DecoderLayers,
} from './translation';

type Args = [decoder: Decoder, state: LstmState, end: number, maxLength: number];
/** What was written, without the end, and log P of it, the end included where it came. */
export type Written = { tokens: number[]; logP: number };

export const greedyDecodeExercise: Exercise<DecoderLayers, Args, Written> = {
  id: 'greedy-decode',
  lesson: '13-encoder-decoder',
  functionName: 'greedyDecode',
  argumentNames: ['decoder', 'state', 'end', 'maxLength'],
  resultName: 'written',
  allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_e, n_a] = distinctSizes(random, 2, []);
    return decoderLayers(random.integer(5, 9), n_e, n_a);
  },
  oracle: greedyInTfjs,
  checks: [
    {
      id: 'until-the-end',
      title: 'the end comes by itself',
      points: 2,
      cases: (random, layers) =>
        [2, 4].map((atLeast) =>
          drawGreedy(
            random,
            layers,
            9,
            ({ ended, steps }) => ended && steps > atLeast && steps < 9,
          ),
        ),
    },
    {
      id: 'at-once',
      title: 'the end is the first thing to come: nothing is written',
      points: 1,
      cases: (random, layers) => [
        drawGreedy(random, layers, 5, ({ ended, steps }) => ended && steps === 1),
      ],
    },
    {
      id: 'cut',
      title: 'the end never comes, and maxLength tokens are written',
      points: 1,
      cases: (random, layers) => [drawGreedy(random, layers, 6, ({ ended }) => !ended)],
    },
  ],
  mistakes: [
    {
      when: 'the end is among the tokens: it stops the writing, and is not written itself',
      result(...args) {
        const { tokens, logP, ended } = greedy(args);
        return { tokens: ended ? [...tokens, args[2]] : tokens, logP };
      },
    },
    {
      when: 'log P lacks the end: that it stops here is part of its probability',
      result(...args) {
        const { tokens, logP, each, ended } = greedy(args);
        return { tokens, logP: ended ? logP - each[each.length - 1] : logP };
      },
    },
    {
      when: 'logP is the probability itself, not its logarithm',
      result(...args) {
        const { tokens, logP } = greedy(args);
        return { tokens, logP: Math.exp(logP) };
      },
    },
    {
      when: 'logP has the wrong sign: the logarithm of a probability is at most 0',
      result(...args) {
        const { tokens, logP } = greedy(args);
        return { tokens, logP: -logP };
      },
    },
    {
      when: 'logP is the mean over the steps, instead of their sum',
      result(...args) {
        const { tokens, logP, each } = greedy(args);
        return { tokens, logP: logP / each.length };
      },
    },
    {
      when: 'the state is not carried: every step starts from the first state again',
      result: (...args) => written(greedy(args, { state: () => args[1] })),
    },
    {
      when: 'every step reads nothing (−1), instead of the token just written',
      result: (...args) => written(greedy(args, { reads: () => NO_TOKEN })),
    },
    {
      when: 'the first step reads the end, instead of nothing (−1)',
      result: (...args) => written(greedy(args, { first: args[2] })),
    },
    {
      when: 'the first step reads token 0, instead of nothing (−1)',
      result: (...args) => written(greedy(args, { first: 0 })),
    },
    {
      when: 'the writing starts from zero, and not from the state that it was given',
      result: (decoder, state, ...rest) => written(greedy([decoder, zerosLike(state), ...rest])),
    },
    {
      when: 'it goes on after the end, up to maxLength',
      result: (decoder, state, _end, maxLength) =>
        written(greedy([decoder, state, NaN, maxLength])),
    },
    {
      when: 'it stops one step before maxLength',
      result: (decoder, state, end, maxLength) =>
        written(greedy([decoder, state, end, maxLength - 1])),
    },
  ],
};

/** The likeliest token at each step, by tf.js. */
export function greedyInTfjs(
  layers: DecoderLayers,
  decoder: Decoder,
  start: LstmState,
  end: number,
  maxLength: number,
): Written {
  return decodeInTfjs(layers, decoder, (step) => {
    const tokens: number[] = [];
    let logP = 0;
    let [token, state]: [number, Tensor[]] = [NO_TOKEN, toTensors(start)];
    while (tokens.length < maxLength) {
      const next = step([token], state);
      [token] = tf.argMax(next.yHat, 1).dataSync();
      logP += tf.log(tf.max(next.yHat)).dataSync()[0];
      state = next.state;
      if (token === end) break;
      tokens.push(token);
    }
    return { tokens, logP };
  });
}

interface Run extends Written {
  /** log P of each step. */
  readonly each: number[];
  readonly steps: number;
  readonly ended: boolean;
  /** By how much the likeliest token was likelier than the next one: ŷ, at the closest step. */
  readonly margin: number;
}

/** The same in 64 bits, with what a mistake does otherwise. */
function greedy(
  [decoder, start, end, maxLength]: Args,
  {
    first = NO_TOKEN,
    reads = (token: number) => token,
    state: next = (state: LstmState) => state,
  } = {},
): Run {
  const tokens: number[] = [];
  const each: number[] = [];
  let [token, state, ended, margin] = [first, start, false, Infinity];
  while (tokens.length < maxLength && !ended) {
    const step = stepOf(decoder, [tokens.length === 0 ? first : reads(token)], state);
    [token] = argmaxColumns(step.yHat);
    const [best, second] = Array.from(step.yHat.data).sort((p, q) => q - p);
    margin = Math.min(margin, best - second);
    each.push(Math.log(best));
    state = next(step.state);
    ended = token === end;
    if (!ended) tokens.push(token);
  }
  const logP = each.reduce((sum, one) => sum + one, 0);
  return { tokens, logP, each, steps: each.length, ended, margin };
}

function written({ tokens, logP }: Run): Written {
  return { tokens, logP };
}

/**
 * A decoder that, writing greedily, does what is wanted, is nowhere so undecided that 32 bits could
 * choose otherwise, and does not write one token only.
 */
function drawGreedy(
  random: Random,
  layers: DecoderLayers,
  maxLength: number,
  isWanted: (run: Run) => boolean,
): Args {
  const { V, n_a } = decoderSizes(layers);
  for (;;) {
    const end = random.integer(1, V - 1);
    const args: Args = [drawDecoder(random, layers), drawState(random, n_a, 1), end, maxLength];
    const run = greedy(args);
    if (run.margin > 0.01 && isWanted(run)) return args;
  }
}
