import type { LstmState } from '../cells/lstm';
import { NO_TOKEN } from '../networks/embedding';
import type { Random } from '../tensor/random';
import { zerosLike } from '../tensor/tensors';
import { distinctSizes } from './draw';
import type { Exercise } from './exercise';
import { greedyDecodeExercise, greedyInTfjs, type Written } from './greedy-decode';
import { tf } from './tfjs';
import {
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

type Args = [decoder: Decoder, state: LstmState, end: number, maxLength: number, width: number];

export const beamSearchExercise: Exercise<DecoderLayers, Args, Written> = {
  id: 'beam-search',
  lesson: '13-encoder-decoder',
  functionName: 'beamSearch',
  argumentNames: ['decoder', 'state', 'end', 'maxLength', 'width'],
  resultName: 'best',
  allowed: greedyDecodeExercise.allowed,
  tolerance: greedyDecodeExercise.tolerance,
  layers(random) {
    const [n_e, n_a] = distinctSizes(random, 2, []);
    return decoderLayers(4, n_e, n_a);
  },
  oracle(layers, decoder, state, end, maxLength, width) {
    if (width === 1) return greedyInTfjs(layers, decoder, state, end, maxLength);
    const { V } = decoderSizes(layers);
    return width >= V ** maxLength
      ? bestOfAll(layers, decoder, state, end, maxLength)
      : beamInTfjs(layers, decoder, state, end, maxLength, width);
  },
  checks: [
    {
      id: 'width-1',
      title: 'width 1: the same as greedy decoding',
      points: 1,
      cases: (random, layers) =>
        // Once it ends, with room left for more; once it does not.
        [true, false].map((ended) =>
          drawBeam(
            random,
            layers,
            5,
            1,
            (_, found) => found.ended === ended && (!ended || found.steps < 4),
          ),
        ),
    },
    {
      id: 'narrow',
      title: 'a narrow beam: better than greedy decoding, but it may miss the best',
      points: 1,
      cases: (random, layers) => [
        drawBeam(random, layers, 4, 2, leadsAstray({ perHypothesis: true })),
        drawBeam(random, layers, 4, 3, leadsAstray({ sharedState: true })),
        ...drawTelling(random, layers, 3, 2),
      ],
    },
    {
      id: 'full-width',
      title: 'as wide as there are sequences: the likeliest of all',
      points: 1,
      cases: (random, layers) => [
        drawBeam(random, layers, 4, 4 ** 4, endsBetter),
        drawBeam(random, layers, 3, 4 ** 3, leadsAstray({ sharedState: true })),
        ...drawTelling(random, layers, 3, 4 ** 3),
      ],
    },
  ],
  mistakes: [
    {
      when: 'width has no effect: only the likeliest token is followed, as in greedy decoding',
      result: (...args) => written(search(withWidth(args, 1))),
    },
    {
      when: 'each hypothesis keeps its own best continuations: the beam is what is best of all together',
      result: (...args) => written(search(args, { perHypothesis: true })),
    },
    {
      when: 'all hypotheses go on from one state: each needs its own',
      result: (...args) => written(search(args, { sharedState: true })),
    },
    {
      when: 'logP is that of the last token alone: a hypothesis carries the sum of all along',
      result: (...args) => written(search(args, { lastTokenOnly: true })),
    },
    {
      when: 'the first hypothesis that ends is returned: a likelier one may end later',
      result: (...args) => written(search(args, { stopsAtFirst: true })),
    },
    {
      when: 'all hypotheses go on from the first state: each needs the one that its own tokens led to',
      result: (...args) => written(search(args, { firstState: true })),
    },
    {
      when: 'log P is divided by the number of steps, so that longer sequences are preferred',
      result: (...args) => written(search(args, { perStep: true })),
    },
    {
      when: 'hypotheses that end are lost: put them aside, they are candidates for the best',
      result: (...args) => written(search(args, { losesFinished: true })),
    },
    {
      when: 'the end is among the tokens: it stops the writing, and is not written itself',
      result(...args) {
        const { tokens, logP, ended } = search(args);
        return { tokens: ended ? [...tokens, args[2]] : tokens, logP };
      },
    },
    {
      when: 'a hypothesis that has ended goes on like the others',
      result: (decoder, state, _end, ...rest) => written(search([decoder, state, NaN, ...rest])),
    },
    {
      when: 'the worst hypothesis of the last beam is returned, instead of the best',
      result: (...args) => written(search(args, { worst: true })),
    },
    {
      when: 'logP is the probability itself, not its logarithm',
      result(...args) {
        const { tokens, logP } = search(args);
        return { tokens, logP: Math.exp(logP) };
      },
    },
    {
      when: 'the writing starts from zero, and not from the state that it was given',
      result: (decoder, state, ...rest) => written(search([decoder, zerosLike(state), ...rest])),
    },
  ],
};

/** The likeliest of all sequences that there are, by tf.js: it computes log P of each. */
function bestOfAll(
  layers: DecoderLayers,
  decoder: Decoder,
  start: LstmState,
  end: number,
  maxLength: number,
): Written {
  const V = decoder.E.cols;
  const all = Array.from({ length: V ** maxLength }, (_, number) =>
    Array.from({ length: maxLength }, (_, t) => Math.floor(number / V ** t) % V),
  );
  return decodeInTfjs(layers, decoder, (step) => {
    let state = toTensors(start).map((one) => tf.tile(one, [all.length, 1]));
    const logP = all.map(() => 0);
    for (let t = 0; t < maxLength; t++) {
      const next = step(
        all.map((tokens) => (t === 0 ? NO_TOKEN : tokens[t - 1])),
        state,
      );
      const each = tf.log(next.yHat).arraySync() as number[][];
      all.forEach((tokens, k) => {
        if (!tokens.slice(0, t).includes(end)) logP[k] += each[k][tokens[t]];
      });
      state = next.state;
    }
    return likeliest(
      all.map((tokens, k) => {
        const length = tokens.indexOf(end);
        return { tokens: length < 0 ? tokens : tokens.slice(0, length), logP: logP[k] };
      }),
    );
  });
}

/** Beam search in tf.js: the hypotheses are a batch, and tf.topk chooses among all continuations. */
function beamInTfjs(
  layers: DecoderLayers,
  decoder: Decoder,
  start: LstmState,
  end: number,
  maxLength: number,
  width: number,
): Written {
  const V = decoder.E.cols;
  return decodeInTfjs(layers, decoder, (step) => {
    const finished: Written[] = [];
    let beam: Written[] = [{ tokens: [], logP: 0 }];
    let state = toTensors(start);
    for (let t = 1; t <= maxLength && beam.length > 0; t++) {
      const next = step(
        beam.map(({ tokens }) => tokens[tokens.length - 1] ?? NO_TOKEN),
        state,
      );
      const before = tf.tensor2d(beam.map(({ logP }) => [logP]));
      const totals = tf.reshape(tf.add(tf.log(next.yHat), before), [-1]);
      const { values, indices } = tf.topk(totals, Math.min(width, totals.size));
      const logP = values.dataSync();
      const kept = Array.from(indices.dataSync(), (index, k) => ({
        from: Math.floor(index / V),
        token: index % V,
        logP: logP[k],
      }));
      for (const { from, token, logP } of kept) {
        if (token === end) finished.push({ tokens: beam[from].tokens, logP });
      }
      const going = kept.filter(({ token }) => token !== end);
      beam = going.map(({ from, token, logP }) => ({
        tokens: [...beam[from].tokens, token],
        logP,
      }));
      const origins = tf.tensor1d(
        going.map(({ from }) => from),
        'int32',
      );
      state = next.state.map((one) => tf.gather(one, origins));
    }
    return likeliest([...finished, ...beam]);
  });
}

function likeliest<T extends Written>(all: T[]): T {
  return all.reduce((best, one) => (one.logP > best.logP ? one : best));
}

/** What a wrong beam search does otherwise. */
interface Mistaken {
  readonly perHypothesis?: boolean;
  readonly sharedState?: boolean;
  readonly firstState?: boolean;
  readonly lastTokenOnly?: boolean;
  readonly stopsAtFirst?: boolean;
  readonly perStep?: boolean;
  readonly losesFinished?: boolean;
  readonly worst?: boolean;
}

interface Hypothesis extends Written {
  readonly state: LstmState;
  readonly ended: boolean;
  readonly steps: number;
}

interface Found extends Hypothesis {
  /** How near the closest decision was: a difference of log P. */
  readonly margin: number;
}

/** The same in 64 bits. */
function search([decoder, start, end, maxLength, width]: Args, mistaken: Mistaken = {}): Found {
  let margin = Infinity;
  const finished: Hypothesis[] = [];
  let beam: Hypothesis[] = [{ tokens: [], logP: 0, state: start, ended: false, steps: 0 }];
  for (let t = 1; t <= maxLength && beam.length > 0; t++) {
    const continued = beam.map(({ tokens, logP, state, steps }): Hypothesis[] => {
      const before = mistaken.firstState ? start : mistaken.sharedState ? beam[0].state : state;
      const next = stepOf(decoder, [tokens[tokens.length - 1] ?? NO_TOKEN], before);
      return Array.from(next.yHat.data, (p, token) => ({
        tokens: token === end ? tokens : [...tokens, token],
        logP: (mistaken.lastTokenOnly ? 0 : logP) + Math.log(p),
        state: next.state,
        ended: token === end,
        steps: steps + 1,
      }));
    });
    const groups = mistaken.perHypothesis ? continued : [continued.flat()];
    const kept = groups.flatMap((candidates) => {
      candidates.sort((one, other) => other.logP - one.logP);
      if (candidates.length > width) {
        margin = Math.min(margin, candidates[width - 1].logP - candidates[width].logP);
      }
      return candidates.slice(0, width);
    });
    finished.push(...kept.filter(({ ended }) => ended));
    beam = kept.filter(({ ended }) => !ended);
    if (mistaken.stopsAtFirst && finished.length > 0) return { ...finished[0], margin };
  }
  const aside = mistaken.losesFinished ? [] : finished;
  const worth = ({ logP, steps }: Hypothesis) => (mistaken.perStep ? logP / steps : logP);
  const all = [...aside, ...beam].sort((one, other) => worth(other) - worth(one));
  if (all.length > 1) margin = Math.min(margin, worth(all[0]) - worth(all[1]));
  // Where nothing is left, as all have ended and are lost, nothing has been written.
  const nothing = { tokens: [], logP: 0, state: start, ended: false, steps: 0 };
  return { ...(mistaken.worst ? all[all.length - 1] : (all[0] ?? nothing)), margin };
}

function written({ tokens, logP }: Written): Written {
  return { tokens, logP };
}

function withWidth([decoder, state, end, maxLength]: Args, width: number): Args {
  return [decoder, state, end, maxLength, width];
}

/** A decoder and what the right search finds with it. */
type Wanted = (args: Args, found: Found) => boolean;

/** Does it find a sequence with an end that is better than what greedy decoding finds? */
function endsBetter(args: Args, found: Found): boolean {
  return found.ended && found.logP > search(withWidth(args, 1)).logP + CLEARLY;
}

/** Does this mistake lead to something else, and not to what greedy decoding finds? */
function leadsAstray(mistake: Mistaken): Wanted {
  return (args, found) => {
    const wrong = search(args, mistake);
    return [found, search(withWidth(args, 1))].every(
      ({ tokens, logP }) =>
        tokens.join() !== wrong.tokens.join() || Math.abs(logP - wrong.logP) > CLEARLY,
    );
  };
}

/** So far apart must two log P be for 32 bits to tell them apart with certainty. */
const CLEARLY = 0.01;

/** A decoder that does what is wanted, and with which no decision is a close one. */
function drawBeam(
  random: Random,
  layers: DecoderLayers,
  maxLength: number,
  width: number,
  isWanted: Wanted,
): Args {
  const { V, n_a } = decoderSizes(layers);
  for (;;) {
    const end = random.integer(1, V - 1);
    const state = drawState(random, n_a, 1);
    const args: Args = [drawDecoder(random, layers, 1), state, end, maxLength, width];
    const found = search(args);
    if (found.margin > CLEARLY && isWanted(args, found)) return args;
  }
}

/** Several of them, so that each of some mistakes leads astray in at least one. */
function drawTelling(
  random: Random,
  layers: DecoderLayers,
  maxLength: number,
  width: number,
): Args[] {
  const cases: Args[] = [];
  let unseen = [{ stopsAtFirst: true }, { perStep: true }, { worst: true }].map(leadsAstray);
  while (unseen.length > 0) {
    const args = drawBeam(random, layers, maxLength, width, endsBetter);
    const found = search(args);
    const left = unseen.filter((isSeen) => !isSeen(args, found));
    if (left.length < unseen.length) cases.push(args);
    unseen = left;
  }
  return cases;
}
