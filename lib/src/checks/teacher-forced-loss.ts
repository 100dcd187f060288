import { NO_TOKEN } from '../networks/embedding';
import { argmaxColumns } from '../tensor/operations';
import type { LstmState } from '../cells/lstm';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import { drawTokens } from './embedding-lookup';
import type { Exercise } from './exercise';
import { last } from './many-to-one';
import { tf } from './tfjs';
import {
  allowed,
  decodeInTfjs,
  decoderLayers,
  decoderSizes,
  drawDecoder,
  drawEncoder,
  encodeInTfjs,
  encoderLayers,
  encoderSizes,
  statesOf,
  stepOf,
  zeroState,
  type Decoder,
  type DecoderLayers,
  type Encoder,
  type EncoderLayers,
} from './translation';

type Layers = Readonly<{ encoder: EncoderLayers; decoder: DecoderLayers }>;
type Model = { encoder: Encoder; decoder: Decoder };
type Lengths = { x: number[]; y: number[] };
type Args = [model: Model, x: number[][], y: number[][], lengths: Lengths];

export const teacherForcedLossExercise: Exercise<Layers, Args, number> = {
  id: 'teacher-forced-loss',
  lesson: '13-encoder-decoder',
  functionName: 'teacherForcedLoss',
  argumentNames: ['model', 'x', 'y', 'lengths'],
  resultName: 'loss',
  allowed: [...allowed, 'sequenceCrossEntropy', 'softmaxCrossEntropy'],
  tolerance: float32Tolerance,
  layers(random) {
    const [n_a, n_x, n_y] = distinctSizes(random, 3, []);
    const [V_x, V_y] = random.shuffle([8, 9, 10, 11]);
    return { encoder: encoderLayers(V_x, n_x, n_a), decoder: decoderLayers(V_y, n_y, n_a) };
  },
  oracle(layers, { encoder, decoder }, x, y, lengths) {
    requireEqualUnits(layers);
    let state = encodeInTfjs(layers.encoder, encoder, x, lengths.x);
    return decodeInTfjs(layers.decoder, decoder, (step) => {
      let total = tf.scalar(0);
      y.forEach((right, t) => {
        // The decoder reads the right token before, whatever it has predicted itself.
        const next = step(t === 0 ? right.map(() => NO_TOKEN) : y[t - 1], state);
        const isRight = tf.oneHot(tf.tensor1d(right, 'int32'), decoder.E.cols);
        const logP = tf.sum(tf.mul(tf.log(next.yHat), isRight), 1);
        const counts = tf.tensor1d(lengths.y.map((length) => (t < length ? 1 : 0)));
        total = tf.sub(total, tf.sum(tf.mul(logP, counts)));
        state = next.state;
      });
      return tf.div(total, lengths.y.length).dataSync()[0];
    });
  },
  checks: [
    {
      id: 'one-length',
      title: 'all inputs of one length, all outputs of another',
      points: 2,
      cases(random, layers) {
        const [m, T_x, T_y] = distinctSizes(random, 3, [2]);
        return [
          [m, T_x, T_y],
          [1, T_y, T_x],
          [m, 1, T_y],
          [m, T_x, 1],
        ].map((sizes) => draw(random, layers, sizes));
      },
    },
    {
      id: 'ragged-inputs',
      title: 'inputs of different lengths',
      points: 1,
      cases(random, layers) {
        const [m, T_x, T_y] = distinctSizes(random, 3, [2]);
        const [model, x, y, lengths] = draw(random, layers, [m, T_x, T_y]);
        return [[model, x, y, { ...lengths, x: raggedLengths(random, m, T_x) }]];
      },
    },
    {
      id: 'ragged-outputs',
      title: 'outputs of different lengths',
      points: 1,
      cases(random, layers) {
        // The batch is padded by a step more than its longest output needs, then by none.
        return [1, 0].map((beyond): Args => {
          const [m, T_x, T_y] = distinctSizes(random, 3, [2]);
          const [model, x, y, lengths] = draw(random, layers, [m, T_x, T_y]);
          return [model, x, y, { ...lengths, y: raggedLengths(random, m, T_y - beyond) }];
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'lengths.x has no effect: the encoder reads the padding',
      result: ({ encoder, decoder }, x, y, lengths) =>
        mean(losses(decoder, last(statesOf(encoder, x)), y), lengths.y),
    },
    {
      when: 'lengths.y has no effect: the padding of the outputs counts',
      result: (model, x, y, lengths) => meanOf(model, x, y, { ...lengths, y: all(y) }),
    },
    {
      when: 'the lengths of the inputs and of the outputs are taken for each other',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, { x: within(lengths.y, x), y: lengths.x }),
    },
    {
      when: 'the decoder starts from zero, and knows nothing of the input',
      result: ({ encoder, decoder }, _, y, lengths) =>
        mean(losses(decoder, zeroState(encoder.recurrent.bu.rows, lengths.y.length), y), lengths.y),
    },
    {
      when: 'the decoder reads the very token that it is to predict: it must read the one before',
      result: (model, x, y, lengths) => meanOf(model, x, y, lengths, (t) => y[t]),
    },
    {
      when: 'the decoder reads its own likeliest token, instead of the right one',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, lengths, (_, own) => own ?? y[0].map(() => NO_TOKEN)),
    },
    {
      when: 'the first token that the decoder reads is number 0, instead of none (−1)',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, lengths, (t) => y[t - 1] ?? y[0].map(() => 0)),
    },
    {
      when: 'the decoder reads nothing (−1) at every step, instead of the right token before',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, lengths, () => y[0].map(() => NO_TOKEN)),
    },
    {
      when: "every step of the decoder starts from the encoder's last state again",
      result({ encoder, decoder }, x, y, lengths) {
        const meaning = last(statesOf(encoder, x, lengths.x));
        const each = y.map((right, t) => {
          const before = y[t - 1] ?? right.map(() => NO_TOKEN);
          const { yHat } = stepOf(decoder, before, meaning);
          return right.map((token, j) => -Math.log(yHat.get(token, j)));
        });
        return mean(each, lengths.y);
      },
    },
    {
      when: 'the sum over the examples is not divided by m',
      result: (...args) => meanOf(...args) * args[3].y.length,
    },
    {
      when: 'the loss is divided by the number of all tokens, instead of by m',
      result: (...args) => {
        const { y } = args[3];
        return (meanOf(...args) * y.length) / y.reduce((sum, length) => sum + length);
      },
    },
    {
      when: 'the mean over the time steps is taken instead of their sum',
      result: (...args) => meanOf(...args) / args[2].length,
    },
    {
      when: 'the loss is the log-probability itself, without the minus',
      result: (...args) => -meanOf(...args),
    },
    {
      when: 'the end is left out: an output counts for one step too few',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, { ...lengths, y: lengths.y.map((length) => length - 1) }),
    },
    {
      when: 'an output counts for one step too many: the first step of its padding, too',
      result: (model, x, y, lengths) =>
        meanOf(model, x, y, { ...lengths, y: lengths.y.map((length) => length + 1) }),
    },
  ],
};

function requireEqualUnits({ encoder, decoder }: Layers): void {
  const [reads, writes] = [encoderSizes(encoder).n_a, decoderSizes(decoder).n_a];
  if (reads === writes) return;
  throw new TypeError(
    `the encoder has ${reads} units and the decoder ${writes}, but they must have the same ` +
      'number: the state of one is where the other starts',
  );
}

function draw(random: Random, layers: Layers, [m, T_x, T_y]: number[]): Args {
  return [
    {
      encoder: drawEncoder(random, layers.encoder),
      decoder: drawDecoder(random, layers.decoder),
    },
    drawTokens(random, encoderSizes(layers.encoder).V, m, T_x),
    drawTokens(random, decoderSizes(layers.decoder).V, m, T_y),
    { x: Array<number>(m).fill(T_x), y: Array<number>(m).fill(T_y) },
  ];
}

type Reads = (t: number, own: number[] | undefined) => number[];

/** −log P of every token, T_y lists of m. @param reads what the decoder reads at step t, from 0 */
function losses(
  decoder: Decoder,
  meaning: LstmState,
  y: number[][],
  reads: Reads = (t) => y[t - 1] ?? y[0].map(() => NO_TOKEN),
): number[][] {
  let state = meaning;
  let own: number[] | undefined;
  return y.map((right, t) => {
    const step = stepOf(decoder, reads(t, own), state);
    state = step.state;
    own = argmaxColumns(step.yHat);
    return right.map((token, j) => -Math.log(step.yHat.get(token, j)));
  });
}

/** The sum over the steps that count, averaged over the examples. */
function mean(each: number[][], lengths: number[]): number {
  let total = 0;
  each.forEach((step, t) => step.forEach((loss, j) => (total += t < lengths[j] ? loss : 0)));
  return total / lengths.length;
}

function meanOf(
  { encoder, decoder }: Model,
  x: number[][],
  y: number[][],
  lengths: Lengths,
  reads?: Reads,
): number {
  return mean(losses(decoder, last(statesOf(encoder, x, lengths.x)), y, reads), lengths.y);
}

/** T for each example. */
function all(steps: number[][]): number[] {
  return steps[0].map(() => steps.length);
}

/** Lengths that are none of a sequence's, made such. */
function within(lengths: number[], steps: number[][]): number[] {
  return lengths.map((length) => Math.min(length, steps.length));
}
