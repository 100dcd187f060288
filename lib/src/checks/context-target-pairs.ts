import type { Tensor2D } from '@tensorflow/tfjs';
import type { ContextKind } from '../embeddings/contexts';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Pair = { context: string[]; target: string };
type Args = [tokens: string[], kind: ContextKind, window?: number, uniforms?: number[]];

/** Where the words of a context stand, seen from the target. */
type Offsets = readonly number[];

export const contextTargetPairsExercise: Exercise<typeof tf.gather, Args, Pair[]> = {
  id: 'context-target-pairs',
  lesson: '16-learning-embeddings',
  functionName: 'contextTargetPairs',
  argumentNames: ['tokens', 'kind', 'window', 'uniforms'],
  resultName: 'pairs',
  allowed: [],
  tolerance: exact,
  layers: () => tf.gather,
  oracle(gather, ...args) {
    requireFunction(gather, tf.gather, 'tf.gather');
    return pairs(args);
  },
  checks: [
    fixedContext('last-4', 'the last 4 words', [6, 9, 5, 4]),
    fixedContext('around-4', '4 words on both sides', [9, 12, 8, 3]),
    fixedContext('last-1', 'the last word', [3, 7, 2, 1]),
    {
      id: 'nearby-1',
      title: 'a nearby word',
      points: 1,
      cases: (random) => [
        [drawWords(random, 3), 'nearby-1', 5, Array<number>(3).fill(0.999)],
        [drawWords(random, 12), 'nearby-1', 2, drawUniforms(random, 12)],
        [drawWords(random, 11), 'nearby-1', 4, drawUniforms(random, 11)],
        // The first, the second or first, and the last of the words that can be drawn.
        [drawWords(random, 6), 'nearby-1', 2, Array<number>(6).fill(0)],
        [drawWords(random, 6), 'nearby-1', 2, Array<number>(6).fill(0.3)],
        [drawWords(random, 6), 'nearby-1', 2, Array<number>(6).fill(0.999)],
        [drawWords(random, 1), 'nearby-1', 2, [0.5]],
      ],
    },
  ],
  mistakes: [
    {
      when: "the context's words stand in reverse order: keep the order of the text",
      result: (...args) =>
        pairs(args).map(({ context, target }) => ({ context: context.toReversed(), target })),
    },
    {
      when: 'the target itself stands in its context',
      result: (...args) =>
        pairs(args, (kind) =>
          kind === 'around-4' ? [...before(4), 0, 1, 2, 3, 4] : offsetsOf(kind).map((o) => o + 1),
        ),
    },
    {
      when: 'targets whose context reaches beyond the text are kept, with a shorter context',
      result: ([...tokens], kind, ...rest) =>
        kind === 'nearby-1' ? pairs([tokens, kind, ...rest]) : shorterContexts(tokens, kind),
    },
    {
      when: 'the last pair is missing',
      result: (...args) => pairs(args).slice(0, -1),
    },
    {
      when: 'the first pair is missing',
      result: (...args) => pairs(args).slice(1),
    },
    {
      when: 'context and target have changed places',
      result: (...args) =>
        pairs(args).map(({ context, target }) => ({ context: [target], target: context[0] })),
    },
    {
      when: 'there are 4 words around the target, 2 on each side, instead of 4 on each side',
      result: (...args) =>
        pairs(args, (kind) => (kind === 'around-4' ? around(2) : offsetsOf(kind))),
    },
    {
      when: 'the context begins one word too early: a word is missing before the target',
      result: (...args) => pairs(args, (kind) => offsetsOf(kind).map((o) => (o < 0 ? o - 1 : o))),
    },
    {
      when: 'window has no effect: any word of the text can be drawn',
      result: (tokens, kind, _, uniforms) => pairs([tokens, kind, tokens.length, uniforms]),
    },
    {
      when: 'the target itself can be drawn as its nearby word',
      result: drawnFrom((places, t, window) => places.filter((s) => Math.abs(s - t) <= window)),
    },
    {
      when: 'only words before the target are drawn: those behind it are near, too',
      result: drawnFrom((places, t, window) => places.filter((s) => s < t && s >= t - window)),
    },
    {
      when: 'slice begins at t − window even where that is negative, and counts from the end',
      result: drawnFrom((places, t, window) => [
        ...places.slice(t - window, t),
        ...places.slice(t + 1, t + 1 + window),
      ]),
    },
    {
      when: 'uniforms[t] is rounded instead of cut off: the first and the last word come half as often',
      result: drawnFrom(
        (places, t, window) => places.filter((s) => s !== t && Math.abs(s - t) <= window),
        (uniform, count) => Math.round(uniform * (count - 1)),
      ),
    },
  ],
};

/** Texts of some lengths: the first ones have pairs, the last ones may have none. */
function fixedContext(id: ContextKind, title: string, lengths: readonly number[]) {
  return {
    id,
    title,
    points: 1,
    cases: (random: Random): Args[] => lengths.map((length) => [drawWords(random, length), id]),
  };
}

function before(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k - count);
}

function around(count: number): number[] {
  return [...before(count), ...Array.from({ length: count }, (_, k) => k + 1)];
}

function offsetsOf(kind: ContextKind): number[] {
  if (kind === 'around-4') return around(4);
  return before(kind === 'last-4' ? 4 : 1);
}

/**
 * All targets at once: a table of places, a row a target, of which tf.gather fetches the words'
 * numbers.
 */
function pairs(
  [tokens, kind, window = 5, uniforms = []]: Args,
  offsets: (kind: ContextKind) => Offsets = offsetsOf,
): Pair[] {
  const T = tokens.length;
  return tf.tidy(() => {
    const targets = tf.range(0, T, 1, 'int32');
    const numbers = targets;
    let places: Tensor2D;
    if (kind === 'nearby-1') {
      if (T < 2) return [];
      const first = tf.maximum(tf.sub(targets, window), 0);
      const last = tf.minimum(tf.add(targets, window), T - 1);
      // As many steps from the first as drawn; who has come to the target itself takes one more.
      const steps = tf.floor(tf.mul(tf.tensor1d(uniforms), tf.sub(last, first)));
      const place = tf.add(first, tf.cast(steps, 'int32'));
      const isBehind = tf.greaterEqual(place, targets);
      places = tf.reshape(tf.add(place, tf.cast(isBehind, 'int32')), [T, 1]);
    } else {
      places = tf.add(tf.reshape(targets, [T, 1]), tf.tensor1d([...offsets(kind)], 'int32'));
    }
    const isInside = tf.logicalAnd(tf.greaterEqual(places, 0), tf.less(places, T));
    const kept = [...tf.all(isInside, 1).dataSync()];
    const safe = tf.cast(tf.clipByValue(places, 0, T - 1), 'int32');
    const contexts = tf.gather(numbers, safe).arraySync() as unknown as number[][];
    return contexts.flatMap((context, t) =>
      kept[t] ? [{ context: context.map((place) => tokens[place]), target: tokens[t] }] : [],
    );
  });
}

function shorterContexts(tokens: readonly string[], kind: ContextKind): Pair[] {
  return tokens.flatMap((target, t) => {
    const places = offsetsOf(kind).map((offset) => t + offset);
    const context = places.flatMap((place) => (place in tokens ? [tokens[place]] : []));
    return context.length > 0 ? [{ context, target }] : [];
  });
}

/** A nearby word drawn in another way; the other kinds of context as they should be. */
function drawnFrom(
  near: (places: readonly number[], t: number, window: number) => number[],
  index = (uniform: number, count: number) => Math.floor(uniform * count),
): (...args: Args) => Pair[] {
  return (...args) => {
    const [tokens, kind, window = 5, uniforms = []] = args;
    if (kind !== 'nearby-1') return pairs(args);
    const places = tokens.map((_, s) => s);
    return tokens.flatMap((target, t) => {
      const drawable = near(places, t, window);
      const place = drawable[index(uniforms[t], drawable.length)];
      return drawable.length > 0 ? [{ context: [tokens[place]], target }] : [];
    });
  };
}

/** Words that are all different, so that each place can be told. */
function drawWords(random: Random, count: number): string[] {
  const words = 'it is a truth that no man in want of good fortune may ever deny'.split(' ');
  return random.shuffle(words).slice(0, count);
}

function drawUniforms(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.uniform());
}
