import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { LstmParameters } from '../cells/lstm';
import type { DenseParameters } from '../networks/dense';
import { NO_TOKEN } from '../networks/embedding';
import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import { seedOf, withRepeats } from './draws';
import { embed, embeddingSizes, type EmbeddingLayer } from './embedding-lookup';
import type { Exercise } from './exercise';
import type { Draw } from './gTest';
import {
  requireFunction,
  requireLayer,
  tf,
  toDenseWeights,
  toLstmWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

interface Layers {
  readonly embedding: EmbeddingLayer;
  readonly lstm: ReturnType<typeof tf.layers.lstm>;
  readonly dense: ReturnType<typeof tf.layers.dense>;
  readonly multinomial: typeof tf.multinomial;
}
interface Model {
  readonly E: Matrix;
  readonly recurrent: LstmParameters;
  readonly dense: DenseParameters;
}
interface Options {
  readonly eos: number;
  readonly maxLength: number;
  readonly temperature?: number;
}
type Args = [model: Model, start: number[], options: Options, uniforms: number[][]];

/** How many tunes the learner draws in a case, and tf.js to hold against them. */
const [N, ofTensorFlow] = [1_500, 5_000];

export const generateTuneExercise: Exercise<Layers, Args, number[][]> = {
  id: 'generate-tune',
  lesson: '14-music-generation',
  functionName: 'generateTune',
  argumentNames: ['model', 'start', 'options', 'uniforms'],
  resultName: 'tokens',
  allowed: [
    'Matrix',
    'NO_TOKEN',
    'add',
    'applyTemperature',
    'denseForward',
    'embeddingForward',
    'hadamard',
    'lstmCellForward',
    'map',
    'matmul',
    'sampleFrom',
    'scale',
    'sigmoid',
    'sliceColumns',
    'softmax',
    'tanh',
    'timeDistributedDense',
    'vstack',
  ],
  tolerance: exact,
  layers(random) {
    const V = random.integer(5, 6);
    return layersOf(V, random.integer(7, 8), random.integer(10, 12));
  },
  oracle(layers, model, start, options, uniforms) {
    requireFunction(layers.multinomial, tf.multinomial, '{ …, multinomial: tf.multinomial }');
    const size = { m: ofTensorFlow, seed: seedOf(uniforms[0]) };
    return drawTokens(layers, model, start, options, size).map((tokens) => cut(tokens, options));
  },
  draws: {
    inAnswer(answer, { E }, start, options) {
      const isToken = (token: unknown) =>
        typeof token === 'number' && Number.isInteger(token) && token >= 0 && token < E.cols;
      return Array.isArray(answer) && answer.every(isToken)
        ? successors(answer as number[], start, options)
        : `an array of token numbers, whole numbers from 0 to ${E.cols - 1}`;
    },
  },
  checks: [
    {
      id: 'from-the-start',
      title: 'after a given start, every token as often as the network says',
      points: 2,
      cases: (random, layers) => [
        draw(random, layers, { given: 3, drawn: 3 }),
        draw(random, layers, { given: 1, drawn: 3 }),
      ],
    },
    {
      id: 'from-nothing',
      title: 'an empty start: the first token is drawn, too',
      points: 1,
      cases: (random, layers) => [draw(random, layers, { given: 0, drawn: 4 })],
    },
    {
      id: 'the-end',
      title: 'EOS ends the tune and is no part of it; no more than maxLength tokens in all',
      points: 1,
      cases: (random, layers) => [draw(random, layers, { given: 0, drawn: 1 })],
    },
    {
      id: 'temperature',
      title: 'a temperature other than 1',
      points: 1,
      cases: (random, layers) => [draw(random, layers, { given: 0, drawn: 1, temperature: 2 })],
    },
  ],
  mistakes: [
    {
      when: 'the start is not read: the network draws as if nothing had come before',
      result: (model, start, options, uniforms) => {
        const room = options.maxLength - start.length;
        return sequences([model, [], { ...options, maxLength: room }, uniforms]).map((tokens) => [
          ...start,
          ...tokens,
        ]);
      },
    },
    {
      when: "only the start's last token is read",
      result: (...args) => sequences(args, { read: (start) => [NO_TOKEN, ...start.slice(-1)] }),
    },
    {
      when: 'the first token is read at once: before it comes x<1> = 0, as in training',
      result: (...args) =>
        sequences(args, { read: (start) => (start.length > 0 ? start : [NO_TOKEN]) }),
    },
    {
      when: "the start's last token is read twice",
      result: (...args) =>
        sequences(args, { read: (start) => [NO_TOKEN, ...start, ...start.slice(-1)] }),
    },
    {
      when: 'the memory cell c<t> is not handed on: every step starts with c of zeros',
      result: (...args) => sequences(args, { carry: ([a, c]) => [a, tf.zerosLike(c)] }),
    },
    {
      when: 'a<t> is not handed on: every step starts with a of zeros',
      result: (...args) => sequences(args, { carry: ([a, c]) => [tf.zerosLike(a), c] }),
    },
    {
      when: 'neither a<t> nor c<t> is handed on: every step starts from zeros',
      result: (...args) =>
        sequences(args, { carry: ([a, c]) => [tf.zerosLike(a), tf.zerosLike(c)] }),
    },
    {
      when: 'a<t> and c<t> are exchanged',
      result: (...args) => sequences(args, { carry: ([a, c]) => [c, a] }),
    },
    {
      when: 'the output layer reads c<t> instead of a<t>',
      result: (...args) => sequences(args, { output: ([, c]) => c }),
    },
    {
      when: 'the argmax is taken at each step, so that nothing is drawn at all',
      result: (...args) => sequences(args, { choose: (p) => tf.argMax(p, 1) }),
    },
    {
      when: 'a drawn token is kept, but not read: all are drawn in the state behind the start',
      result: (...args) => sequences(args, { next: (p) => p }),
    },
    {
      when: 'drawn tokens are not fed back: the network reads zeros',
      result: (...args) => sequences(args, { feed: (x) => tf.fill(x.shape, NO_TOKEN, 'int32') }),
    },
    {
      when: 'the likeliest token is fed back, instead of the one that was drawn',
      result: (...args) => sequences(args, { feed: (_, p) => tf.argMax(p, 1) }),
    },
    {
      when: 'the same uniform number is used at every step, instead of the next one',
      result: (...args) =>
        sequences(args, {
          choose(p) {
            const [m, V] = p.shape;
            const uniforms = tf.linspace(0.5 / m, 1 - 0.5 / m, m).expandDims(1);
            return tf.minimum(tf.lessEqual(tf.cumsum(p, 1), uniforms).sum(1), V - 1);
          },
        }),
    },
    {
      when: 'the temperature has no effect',
      result: (model, start, options, uniforms) =>
        sequences([model, start, { ...options, temperature: 1 }, uniforms]),
    },
    {
      when: 'the temperature multiplies z instead of dividing it',
      result: (model, start, { temperature = 1, ...options }, uniforms) =>
        sequences([model, start, { ...options, temperature: 1 / temperature }, uniforms]),
    },
    {
      when: 'the start is missing in the result',
      result: (...args) => sequences(args).map((tokens) => tokens.slice(args[1].length)),
    },
    {
      when: 'EOS does not end the tune: it is a token like others, and only maxLength ends it',
      result: (model, start, options, uniforms) =>
        sequences([model, start, { ...options, eos: -1 }, uniforms]),
    },
    {
      when: 'EOS is kept at the end of the tune',
      result: (...args) => sequences(args, {}, { keepEos: true }),
    },
    {
      when: 'maxLength tokens are drawn, the start not counted: the tune may become too long',
      result: (model, start, options, uniforms) =>
        sequences([
          model,
          start,
          { ...options, maxLength: options.maxLength + start.length },
          uniforms,
        ]),
    },
    {
      when: 'the tune may become one token longer than maxLength',
      result: (model, start, options, uniforms) =>
        sequences([model, start, { ...options, maxLength: options.maxLength + 1 }, uniforms]),
    },
    {
      when: 'the tune ends one token before maxLength',
      result: (...args) => sequences(args).map((tokens) => tokens.slice(0, args[2].maxLength - 1)),
    },
  ],
};

function layersOf(V: number, n_e: number, n_a: number): Layers {
  return {
    embedding: tf.layers.embedding({ inputDim: V, outputDim: n_e }),
    lstm: tf.layers.lstm({
      units: n_a,
      recurrentActivation: 'sigmoid',
      returnState: true,
      // They are replaced at once, and tf.js would take its time over the usual orthogonal start.
      recurrentInitializer: 'zeros',
    }),
    dense: tf.layers.dense({ units: V }),
    multinomial: tf.multinomial,
  };
}

/**
 * Weights so large, and gates so far open for c<t-1>, that what was read some steps ago moves the
 * probabilities a good deal: then every mistake is seen in a thousand draws.
 */
function drawModel(random: Random, { embedding, lstm, dense }: Layers, eos: number): Model {
  const { V, n_e } = embeddingSizes(embedding);
  const n_a = unitsOf(lstm);
  if (unitsOf(dense) !== V) {
    throw new TypeError(
      `the dense layer has ${unitsOf(dense)} units, but needs one for each of the ${V} tokens ` +
        'that the embedding knows',
    );
  }
  const weights = (deviation: number) => random.normalMatrix(n_a, n_a + n_e, deviation);
  const bias = (mean: number, deviation: number) =>
    Matrix.column(Array.from({ length: n_a }, () => random.normal(mean, deviation)));
  const Wya = random.normalMatrix(V, n_a, 3 / Math.sqrt(n_a));
  const by = random.normalMatrix(V, 1, 0.8);
  // EOS is about as likely in every state, so that tunes of all lengths come often enough.
  for (let i = 0; i < n_a; i++) Wya.set(eos, i, 0.2 * Wya.get(eos, i));
  by.set(eos, 0, -0.2);
  return {
    E: random.normalMatrix(n_e, V, 0.6),
    recurrent: {
      Wu: weights(0.5),
      bu: bias(1.5, 0.5),
      Wf: weights(0.5),
      bf: bias(1.7, 0.5),
      Wo: weights(0.8),
      bo: bias(0.5, 0.5),
      Wc: weights(2),
      bc: bias(0, 2),
    },
    dense: { Wya, by },
  };
}

/** EOS is any token but the first. */
function draw(
  random: Random,
  layers: Layers,
  { given, drawn, temperature }: { given: number; drawn: number; temperature?: number },
): Args {
  const { V } = embeddingSizes(layers.embedding);
  const [eos, ...others] = random.shuffle(Array.from({ length: V - 1 }, (_, i) => i + 1));
  const start = others.slice(0, given);
  const maxLength = given + drawn;
  const uniforms = Array.from({ length: N }, () =>
    // Some more than are needed, for those who leave out one for each token of the start.
    Array.from({ length: maxLength + 2 }, () => random.uniform()),
  );
  const options = { eos, maxLength, ...(temperature !== undefined && { temperature }) };
  return [drawModel(random, layers, eos), start, options, withRepeats(uniforms)];
}

/**
 * What followed on what, at which place: a tune draws once in each place, so that all draws on one
 * condition are of different tunes, and depend on nothing else.
 */
function successors(
  tokens: readonly number[],
  start: readonly number[],
  { eos, maxLength }: Options,
): Draw[] {
  const isStart = start.every((token, i) => tokens[i] === token);
  const ended = tokens.length < maxLength;
  const after = tokens.slice(start.length, maxLength).map((token) => `token ${token}`);
  if (ended) after.push('the end');
  return [
    { drawn: isStart ? 'the start' : 'another start', given: ' at the beginning' },
    { drawn: placeOf(eos, tokens), given: ' among the tokens' },
    { drawn: `${Math.max(0, tokens.length - maxLength)} tokens`, given: ' beyond maxLength' },
    ...after.map((drawn, k) => ({ drawn, given: givenAt(k, tokens, start) })),
  ];
}

function placeOf(eos: number, tokens: readonly number[]): string {
  const place = tokens.indexOf(eos);
  if (place === -1) return 'no EOS';
  return place === tokens.length - 1 ? 'EOS at the end' : 'EOS, and more after it,';
}

function givenAt(k: number, tokens: readonly number[], start: readonly number[]): string {
  if (k === 0) return start.length === 0 ? ' at first' : ' right after the start';
  return ` as number ${k + 1} after the start, behind token ${tokens[start.length + k - 1]}`;
}

type State = [a: Tensor2D, c: Tensor2D];

/** The places at which a generator can go wrong. */
interface Steps {
  /** What is read before the first draw. */
  readonly read: (start: number[]) => number[];
  /** Which token comes, of the probabilities `[m, V]`. */
  readonly choose: (p: Tensor2D, seed: number) => Tensor1D;
  /** What the next step reads, of the chosen tokens. */
  readonly feed: (chosen: Tensor1D, p: Tensor2D) => Tensor1D;
  /** The probabilities of the next draw, of those of this one and of a step with what was fed. */
  readonly next: (p: Tensor2D, step: () => Tensor2D) => Tensor2D;
  /** The state in which the next step begins. */
  readonly carry: (state: State) => State;
  /** What the output layer reads. */
  readonly output: (state: State) => Tensor2D;
}

const right: Steps = {
  read: (start) => [NO_TOKEN, ...start],
  choose: (p, seed) => tf.multinomial(tf.log(p), 1, seed).flatten(),
  feed: (chosen) => chosen,
  next: (_, step) => step(),
  carry: (state) => state,
  output: ([a]) => a,
};

/** m tunes that the layers draw, all at once, the start before them; none is ended by EOS yet. */
function drawTokens(
  { embedding, lstm, dense }: Layers,
  { E, recurrent, dense: outputLayer }: Model,
  start: number[],
  { maxLength, temperature = 1 }: Options,
  { m, seed }: { m: number; seed: number },
  { read, choose, feed, next, carry, output }: Steps = right,
): number[][] {
  requireLayer(embedding, 'Embedding');
  requireLayer(lstm, 'LSTM', {
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    useBias: true,
    returnState: true,
  });
  requireLayer(dense, 'Dense', { activation: 'linear', useBias: true });
  const [n_e, n_a] = [E.rows, recurrent.bu.rows];
  const drawn: Tensor1D[] = [];
  withWeights(embedding, [m, 1], [toTensor(E)], (lookup) => {
    withWeights(lstm, [m, 1, n_e], toLstmWeights(recurrent), (cell) => {
      withWeights(dense, [m, n_a], toDenseWeights(outputLayer), (predictor) => {
        let state: State = [tf.zeros([m, n_a]), tf.zeros([m, n_a])];
        const step = (tokens: number[]) => {
          const [, a, c] = cell.apply(embed(lookup, [tokens]), {
            initialState: carry(state),
          }) as Tensor[];
          state = [a as Tensor2D, c as Tensor2D];
          const z = predictor.apply(output(state)) as Tensor2D;
          return tf.softmax(tf.div<Tensor2D>(z, temperature));
        };
        let [p] = read(start)
          .map((token) => step(Array<number>(m).fill(token)))
          .slice(-1);
        for (let t = start.length + 1; t <= maxLength; t++) {
          const chosen = choose(p, seed + t);
          drawn.push(chosen);
          if (t < maxLength) p = next(p, () => step([...feed(chosen, p).dataSync()]));
        }
      });
    });
  });
  const tunes = tf.stack(drawn, 1).arraySync() as number[][];
  return tunes.map((tokens) => [...start, ...tokens]);
}

/** Tunes drawn with some steps gone wrong. */
function sequences(
  [model, start, options, uniforms]: Args,
  steps: Partial<Steps> = {},
  ending: { keepEos?: boolean } = {},
): number[][] {
  let drawn: number[][] = [];
  tf.tidy(() => {
    const layers = layersOf(model.E.cols, model.E.rows, model.recurrent.bu.rows);
    const size = { m: N, seed: seedOf(uniforms[0]) + 1 };
    drawn = drawTokens(layers, model, start, options, size, { ...right, ...steps });
  });
  return withRepeats(drawn.map((tokens) => cut(tokens, options, ending)));
}

/** The tokens before EOS. */
function cut(
  tokens: readonly number[],
  { eos }: Options,
  { keepEos = false }: { keepEos?: boolean } = {},
): number[] {
  const end = tokens.indexOf(eos);
  return end === -1 ? [...tokens] : tokens.slice(0, end + (keepEos ? 1 : 0));
}
