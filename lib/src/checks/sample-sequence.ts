import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import type { SamplingOptions } from '../language/sampling';
import type { DenseParameters } from '../networks/dense';
import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import { seedOf, withRepeats } from './draws';
import type { Exercise } from './exercise';
import type { Draw } from './gTest';
import {
  requireFunction,
  requireLayer,
  tf,
  toDenseWeights,
  toSimpleRnnWeights,
  unitsOf,
  withWeights,
} from './tfjs';

interface Layers {
  readonly rnn: ReturnType<typeof tf.layers.simpleRNN>;
  readonly dense: ReturnType<typeof tf.layers.dense>;
  readonly multinomial: typeof tf.multinomial;
}
type Parameters = RnnParameters & DenseParameters;
type Args = [parameters: Parameters, options: SamplingOptions, uniforms: number[][]];

/** How many sequences the learner draws in a case, and tf.js to hold against them. */
const [N, ofTensorFlow] = [2_000, 4_000];

export const sampleSequenceExercise: Exercise<Layers, Args, number[][]> = {
  id: 'sample-sequence',
  lesson: '06-sampling',
  functionName: 'sampleSequence',
  argumentNames: ['parameters', 'options', 'uniforms'],
  resultName: 'tokens',
  allowed: [
    'Matrix',
    'add',
    'denseForward',
    'map',
    'matmul',
    'rnnCellForward',
    'scale',
    'softmax',
    'tanh',
    'timeDistributedDense',
  ],
  tolerance: exact,
  layers: (random) => layersFor(random.integer(4, 6)),
  oracle(layers, parameters, options, uniforms) {
    requireFunction(layers.multinomial, tf.multinomial, '{ …, multinomial: tf.multinomial }');
    const size = { m: ofTensorFlow, T: options.maxLength, seed: seedOf(uniforms[0]) };
    return drawTokens(layers, parameters, options, size).map((tokens) => cut(tokens, options));
  },
  draws: {
    inAnswer(answer, { by }, { maxLength }) {
      const isToken = (token: unknown) =>
        typeof token === 'number' && Number.isInteger(token) && token >= 0 && token < by.rows;
      return Array.isArray(answer) && answer.every(isToken)
        ? successors(answer as number[], maxLength)
        : `an array of token numbers, whole numbers from 0 to ${by.rows - 1}`;
    },
  },
  checks: [
    {
      id: 'successors',
      title: 'every token as often as the network says, until EOS comes',
      points: 2,
      cases: (random, layers) => [draw(random, layers, { maxLength: 5 })],
    },
    {
      id: 'length-limit',
      title: 'no more than maxLength tokens, where EOS is rare',
      points: 1,
      cases: (random, layers) => [
        draw(random, layers, { maxLength: 4, eosBias: -1.5 }),
        draw(random, layers, { maxLength: 1 }),
      ],
    },
    {
      id: 'temperature',
      title: 'a temperature other than 1',
      points: 1,
      cases: (random, layers) => [draw(random, layers, { maxLength: 5, temperature: 0.5 })],
    },
    {
      id: 'unk',
      title: 'UNK is to be rejected',
      points: 2,
      cases: (random, layers) => [
        draw(random, layers, { maxLength: 5, rejects: 'some token' }),
        draw(random, layers, { maxLength: 5, rejects: 'token 0' }),
      ],
    },
  ],
  mistakes: [
    {
      when: 'the argmax is taken at each step, so that nothing is drawn at all',
      result: (...args) => sequences(args, { choose: (p) => tf.argMax(p, 1) }),
    },
    {
      when: 'the drawn token is not fed back as a one-hot column: x<t> stays zero, or holds the probabilities',
      result: (...args) => sequences(args, { feed: (x) => tf.zerosLike(x) }),
    },
    {
      when: 'the likeliest token is fed back, instead of the one that was drawn',
      result: (...args) =>
        sequences(args, { feed: (x, p) => tf.oneHot(tf.argMax(p, 1), x.shape[1]) as Tensor2D }),
    },
    {
      when: 'the state is not handed on: every step starts from zeros',
      result: (...args) => sequences(args, { carry: (a) => tf.zerosLike(a) }),
    },
    {
      when: 'the same uniform number is used at every step, instead of the next one',
      result: (...args) =>
        sequences(args, {
          choose(p) {
            const [m, n_y] = p.shape;
            const uniforms = tf.linspace(0.5 / m, 1 - 0.5 / m, m).expandDims(1);
            return tf.minimum(tf.lessEqual(tf.cumsum(p, 1), uniforms).sum(1), n_y - 1);
          },
        }),
    },
    {
      when: 'the temperature has no effect',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, temperature: 1 }, uniforms]),
    },
    {
      when: 'EOS is kept at the end of the sequence',
      result: (...args) => sequences(args, {}, { keepEos: true }),
    },
    {
      when: 'the sequence may become longer than maxLength',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, maxLength: options.maxLength + 1 }, uniforms]),
    },
    {
      when: 'the sequence ends one token before maxLength',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, maxLength: options.maxLength - 1 }, uniforms]),
    },
    {
      when: 'EOS does not end the sequence: it is a token like others, and only maxLength ends it',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, eos: -1 }, uniforms]),
    },
    {
      when: 'UNK is kept although rejectUnk says to reject it (which may be 0: compare with undefined)',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, rejectUnk: undefined }, uniforms]),
    },
    {
      when: "UNK's probability is set to 0 without scaling the others to sum to 1, so that the last token gets the rest",
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, rejectUnk: undefined }, uniforms], {
          choose(p, seed) {
            const n_y = p.shape[1];
            const [unk, last] = [options.rejectUnk ?? -1, n_y - 1].map((token) =>
              tf.oneHot(tf.tensor1d([token], 'int32'), n_y),
            );
            const others = tf.mul(p, tf.sub(1, unk));
            const rest = tf.sub(1, tf.sum(others, 1, true));
            return multinomialOf(tf.add(others, tf.mul(rest, last)), seed);
          },
        }),
    },
    {
      when: 'a rejected UNK is left out of the sequence, but the network has read it',
      result: (parameters, options, uniforms) =>
        sequences(
          [parameters, { ...options, rejectUnk: undefined }, uniforms],
          {},
          { leaveOut: options.rejectUnk },
        ),
    },
    {
      when: 'a rejected UNK costs the network a step: draw again from the same ŷ, before the next step',
      result: (parameters, options, uniforms) =>
        sequences(
          [parameters, { ...options, rejectUnk: undefined }, uniforms],
          {
            feed(x, _, xBefore) {
              const { rejectUnk = -1 } = options;
              const isUnk = tf.equal(tf.argMax(x, 1), rejectUnk).expandDims(1);
              return tf.where(tf.tile(isUnk, [1, x.shape[1]]), xBefore, tf.cast(x, 'float32'));
            },
          },
          { leaveOut: options.rejectUnk },
        ),
    },
    {
      when: 'UNK ends the sequence like EOS',
      result: (parameters, options, uniforms) =>
        sequences([parameters, { ...options, rejectUnk: undefined }, uniforms]).map((tokens) =>
          cut(tokens, { ...options, eos: options.rejectUnk ?? -1 }),
        ),
    },
  ],
};

/** The network of a case has two units for each token: see {@link drawParameters}. */
function layersFor(n_y: number): Layers {
  return {
    rnn: tf.layers.simpleRNN({ units: 2 * n_y }),
    dense: tf.layers.dense({ units: n_y }),
    multinomial: tf.multinomial,
  };
}

/**
 * A network whose next token depends on the last two only, so that draws can be counted: the first
 * n_y units hold the last token as one-hot (1 and −1), and pass it on to the others, which hold the
 * token before. The bias of a token is its value z where neither speaks for or against it.
 */
function drawParameters(random: Random, biases: readonly number[]): Parameters {
  const n_y = biases.length;
  const n_a = 2 * n_y;
  const saturating = 6; // tanh(6) is nearly 1
  const Wax = Matrix.zeros(n_a, n_y);
  const Waa = Matrix.zeros(n_a, n_a);
  const ba = Matrix.zeros(n_a, 1);
  for (let i = 0; i < n_y; i++) {
    Wax.set(i, i, 2 * saturating);
    ba.set(i, 0, -saturating);
    Waa.set(n_y + i, i, saturating);
  }
  const Wya = Matrix.zeros(n_y, n_a);
  for (let k = 0; k < Wya.data.length; k++) Wya.data[k] = random.uniform(-0.5, 0.5);
  // All units but two are −1.
  const by = Matrix.column(
    Wya.toArray().map((row, i) => row.reduce((sum, weight) => sum + weight, biases[i])),
  );
  return { Wax, Waa, ba, Wya, by };
}

/** EOS is any token, and not always the first; so is UNK, where it is to be rejected. */
function draw(
  random: Random,
  { rnn, dense }: Layers,
  {
    maxLength,
    temperature,
    eosBias = -0.8,
    rejects,
  }: {
    maxLength: number;
    temperature?: number;
    eosBias?: number;
    rejects?: 'some token' | 'token 0';
  },
): Args {
  const n_y = unitsOf(dense);
  if (unitsOf(rnn) !== 2 * n_y) {
    throw new TypeError(
      `the oracle's rnn must have twice as many units as its dense layer, ${2 * n_y}, ` +
        `but has ${unitsOf(rnn)}`,
    );
  }
  const biases = Array.from({ length: n_y }, () => random.normal(0, 0.2));
  const [eos, other] = random.shuffle(Array.from({ length: n_y - 2 }, (_, i) => i + 1));
  const rejectUnk = rejects && (rejects === 'token 0' ? 0 : other);
  biases[eos] = eosBias;
  if (rejectUnk !== undefined) biases[rejectUnk] = 0.6;
  // Who throws a rejected draw away and draws again needs numbers for it.
  const enough = rejects ? 4 * maxLength + 8 : maxLength + 2;
  const uniforms = Array.from({ length: N }, () =>
    Array.from({ length: enough }, () => random.uniform()),
  );
  const options = {
    eos,
    maxLength,
    ...(temperature !== undefined && { temperature }),
    ...(rejectUnk !== undefined && { rejectUnk }),
  };
  return [drawParameters(random, biases), options, withRepeats(uniforms)];
}

/** What followed on what: each token on the two before it, and what ended the sequence. */
function successors(tokens: readonly number[], maxLength: number): Draw[] {
  const last = tokens.length < maxLength ? ['the end'] : [];
  const draws = [...tokens.slice(0, maxLength).map((token) => `token ${token}`), ...last].map(
    (drawn, t) => ({ drawn, given: givenAfter(tokens.slice(Math.max(0, t - 2), t)) }),
  );
  if (tokens.length < maxLength) return draws;
  const beyond = tokens.length > maxLength ? 'a further token' : 'nothing more';
  return [...draws, { drawn: beyond, given: ' after maxLength tokens' }];
}

function givenAfter(tokens: readonly number[]): string {
  return tokens.length === 0 ? ' at the beginning' : ` after ${tokens.join(', ')}`;
}

/** The places at which a sampler can go wrong. */
interface Steps {
  /** Which token comes, of the probabilities `[m, n_y]`. */
  readonly choose: (p: Tensor2D, seed: number) => Tensor1D;
  /** What the next step reads, of the chosen tokens as one-hot rows, and of what this step has read. */
  readonly feed: (x: Tensor2D, p: Tensor2D, xBefore: Tensor2D) => Tensor2D;
  /** The state in which the next step begins. */
  readonly carry: (a: Tensor2D) => Tensor2D;
}

const right: Steps = {
  choose: multinomialOf,
  feed: (x) => x,
  carry: (a) => a,
};

function multinomialOf(p: Tensor2D, seed: number): Tensor1D {
  return tf.multinomial(tf.log(p), 1, seed).flatten();
}

/** m lists of T tokens that the layers draw, all at once; none is ended by EOS yet. */
function drawTokens(
  { rnn, dense }: Layers,
  parameters: Parameters,
  { temperature = 1, rejectUnk }: SamplingOptions,
  { m, T, seed }: { m: number; T: number; seed: number },
  { choose, feed, carry }: Steps = right,
): number[][] {
  requireLayer(rnn, 'SimpleRNN', { activation: 'tanh', useBias: true, returnSequences: false });
  requireLayer(dense, 'Dense', { activation: 'linear', useBias: true });
  const [n_a, n_y] = [parameters.Waa.rows, parameters.by.rows];
  // Far below all others, e⁻¹⁰⁰⁰ being 0. tf.oneHot has no 1 for a token that is not there.
  const rejected = tf.mul(1000, tf.oneHot(tf.tensor1d([rejectUnk ?? -1], 'int32'), n_y));
  const tokens: Tensor1D[] = [];
  withWeights(rnn, [m, 1, n_y], toSimpleRnnWeights(parameters), (rnnLayer) => {
    withWeights(dense, [m, n_a], toDenseWeights(parameters), (denseLayer) => {
      let x: Tensor2D = tf.zeros([m, n_y]);
      let a: Tensor2D = tf.zeros([m, n_a]);
      for (let t = 1; t <= T; t++) {
        a = rnnLayer.apply(tf.expandDims(x, 1), { initialState: [a] }) as Tensor2D;
        const z = tf.div(denseLayer.apply(a) as Tensor2D, temperature);
        const p = tf.softmax(tf.sub<Tensor2D>(z, rejected));
        const chosen = choose(p, seed + t);
        tokens.push(chosen);
        x = feed(tf.oneHot(tf.cast(chosen, 'int32'), n_y) as Tensor2D, p, x);
        a = carry(a);
      }
    });
  });
  return tf.stack(tokens, 1).arraySync() as number[][];
}

/** Sequences drawn with some steps gone wrong. */
function sequences(
  [parameters, options, uniforms]: Args,
  steps: Partial<Steps> = {},
  ending: { keepEos?: boolean; leaveOut?: number } = {},
): number[][] {
  let drawn: number[][] = [];
  tf.tidy(() => {
    // What is left out makes room for more.
    const T = ending.leaveOut === undefined ? options.maxLength + 1 : uniforms[0].length;
    const size = { m: N, T, seed: seedOf(uniforms[0]) };
    drawn = drawTokens(layersFor(parameters.by.rows), parameters, options, size, {
      ...right,
      ...steps,
    });
  });
  return withRepeats(drawn.map((tokens) => cut(tokens, options, ending)));
}

/** The tokens before EOS, at most maxLength of them. */
function cut(
  tokens: readonly number[],
  { eos, maxLength }: SamplingOptions,
  { keepEos = false, leaveOut }: { keepEos?: boolean; leaveOut?: number } = {},
): number[] {
  const end = tokens.indexOf(eos);
  return tokens
    .slice(0, end === -1 ? undefined : end + (keepEos ? 1 : 0))
    .filter((token) => token !== leaveOut)
    .slice(0, maxLength);
}
