import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import type { GradientsOf } from '../cells/cell';
import type { LstmCache, LstmParameters, LstmState } from '../cells/lstm';
import { lstmBackward, lstmForward } from '../networks/lstm';
import type { Unrolled } from '../networks/unroll';
import { Matrix } from '../tensor/matrix';
import { add } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { prefixed, zerosLike } from '../tensor/tensors';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { last } from './many-to-one';
import {
  fromLstmWeights,
  requireLayer,
  tf,
  toLstmWeights,
  toMask,
  toSequence,
  toSequenceTensor,
  unitsOf,
  withWeights,
} from './tfjs';
import { drawLstm, lstm, statefulLstm, toTensors, zeroState, type Lstm } from './translation';

type Layers = Readonly<{ encoder: Lstm; decoder: Lstm }>;
type Run = Unrolled<LstmState, LstmCache>;
type Args = [da: Matrix[], encoder: Run, decoder: Run];
/** Of the decoder dx is enough: its way back is `lstmBackward`'s. What is new is the encoder's. */
type Result = {
  encoder: { dx: Matrix[]; gradients: GradientsOf<LstmParameters> };
  decoder: { dx: Matrix[] };
};

export const encoderDecoderBackwardExercise: Exercise<Layers, Args, Result> = {
  id: 'encoder-decoder-backward',
  lesson: '13-encoder-decoder',
  functionName: 'encoderDecoderBackward',
  argumentNames: ['da', 'encoder', 'decoder'],
  resultName: 'back',
  allowed: ['Matrix', 'add', 'lstmBackward', 'lstmCellBackward', 'map', 'scale'],
  tolerance: float32Tolerance,
  layers: (random) => {
    const n_a = random.integer(2, 7);
    return { encoder: lstm(n_a), decoder: lstm(n_a, { returnSequences: true }) };
  },
  oracle(layers, da, encoder, decoder) {
    requireLayer(layers.encoder, 'LSTM', { ...statefulLstm, returnSequences: false });
    requireLayer(layers.decoder, 'LSTM', { ...statefulLstm, returnSequences: true });
    const [x, y] = [encoder, decoder].map(({ caches }) =>
      toSequenceTensor(caches.map(({ xt }) => xt)),
    );
    const start = toTensors({ a: encoder.caches[0].aPrev, c: encoder.caches[0].cPrev });
    const weights = [encoder, decoder].map(({ caches }) => toLstmWeights(caches[0].parameters));
    return withWeights(layers.encoder, x.shape, weights[0], (reads) =>
      withWeights(layers.decoder, y.shape, weights[1], (writes) => {
        // Its derivative by a<t> is da<t>: just as if a loss had sent these da<t> back.
        const loss = (xs: Tensor, ys: Tensor): Scalar => {
          const [, h, c] = reads.apply(xs, {
            initialState: start,
            mask: maskOf(encoder),
          }) as Tensor[];
          const [a] = writes.apply(ys, { initialState: [h, c], mask: maskOf(decoder) }) as Tensor[];
          return tf.sum(tf.mul(toSequenceTensor(da), a));
        };
        const [dx, dyBefore] = tf.grads(loss)([x, y]).map(toSequence);
        const variables = reads.trainableWeights.map((weight) => weight.read() as Variable);
        const { grads } = tf.variableGrads(() => loss(x, y), variables);
        const dWeights = fromLstmWeights(variables.map(({ name }) => grads[name]));
        return { encoder: { dx, gradients: asGradients(dWeights) }, decoder: { dx: dyBefore } };
      }),
    );
  },
  checks: [
    {
      id: 'one-length',
      title: 'all inputs of one length, all outputs of another',
      points: 2,
      cases(random, layers) {
        const [T_x, T_y] = distinctSizes(random, 2, []);
        return [
          { T_x, T_y },
          { T_x, T_y, m: 1 },
        ].map((sizes) => draw(random, layers, sizes));
      },
    },
    {
      id: 'ragged-lengths',
      title: 'inputs and outputs of different lengths',
      points: 1,
      cases(random, layers) {
        const m = 5;
        const [T_x, T_y] = distinctSizes(random, 2, [2]);
        const x = raggedLengths(random, m, T_x);
        const y = raggedLengths(random, m, T_y);
        return [draw(random, layers, { T_x, T_y, m }, { x, y })];
      },
    },
  ],
  mistakes: [
    {
      when: 'nothing reaches the encoder: its last state needs the gradient of where the decoder starts',
      result: (...args) => withEncoder(args, ({ nothing }) => [nothing]),
    },
    {
      when: "only a's gradient is handed to the encoder, and c's is lost",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [
          nothing,
          { a: dMeaning.a, c: zerosLike(dMeaning).c },
        ]),
    },
    {
      when: "only c's gradient is handed to the encoder, and a's is lost",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [
          nothing,
          { a: zerosLike(dMeaning).a, c: dMeaning.c },
        ]),
    },
    {
      when: 'the gradients of a and of c have changed places on the way to the encoder',
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning: { a, c } }) => [nothing, { a: c, c: a }]),
    },
    {
      when: "the encoder gets the decoder's last da, instead of the gradient of where the decoder starts",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [
          nothing,
          { a: last(args[0]), c: zerosLike(dMeaning).c },
        ]),
    },
    {
      when: "the encoder gets the decoder's first da, instead of the gradient of where the decoder starts",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [
          nothing,
          { a: args[0][0], c: zerosLike(dMeaning).c },
        ]),
    },
    {
      when: "the gradient enters at the encoder's first step, instead of at its last one",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [[dMeaning.a, ...nothing.slice(1)]]),
    },
    {
      when: "each of the encoder's steps gets the gradient, instead of only the last state",
      result: (...args) =>
        withEncoder(args, ({ nothing, dMeaning }) => [
          nothing.map((none) => add(none, dMeaning.a)),
          { a: zerosLike(dMeaning).a, c: dMeaning.c },
        ]),
    },
  ],
};

/** In tf.js the padding is masked; without lengths nothing is. */
function maskOf({ caches, lengths }: Run) {
  return lengths && toMask(lengths, caches.length);
}

/** dW for W. */
function asGradients(dWeights: LstmParameters): GradientsOf<LstmParameters> {
  return prefixed('', 'd', dWeights) as GradientsOf<LstmParameters>;
}

function draw(
  random: Random,
  { encoder, decoder }: Layers,
  { T_x, T_y, m }: { T_x: number; T_y: number; m?: number },
  lengths: { x?: number[]; y?: number[] } = {},
): Args {
  const n_a = unitsOf(encoder);
  if (unitsOf(decoder) !== n_a) {
    throw new TypeError(
      `the encoder has ${n_a} units and the decoder ${unitsOf(decoder)}, but they must have the ` +
        'same number: the state of one is where the other starts',
    );
  }
  const [n_x, n_y, someM] = distinctSizes(random, 3, [n_a]);
  const columns = m ?? someM;
  const sequence = (rows: number, T: number) =>
    Array.from({ length: T }, () => random.normalMatrix(rows, columns));
  const run = (n: number, T: number, start: LstmState, own?: number[]): Run =>
    plain(lstmForward(sequence(n, T), start, drawLstm(random, n, n_a), own).unrolled);
  const reads = run(n_x, T_x, zeroState(n_a, columns), lengths.x);
  const writes = run(n_y, T_y, last(reads.states), lengths.y);
  return [sequence(n_a, T_y), reads, writes];
}

/** Without the entry `lengths` where there are none: arguments travel, and undefined does not. */
function plain({ lengths, ...run }: Run): Run {
  return lengths === undefined ? run : { ...run, lengths };
}

/** The right way back through the decoder, and another one through the encoder. */
function withEncoder(
  [da, encoder, decoder]: Args,
  incoming: (parts: {
    nothing: Matrix[];
    dMeaning: LstmState;
  }) => [da: Matrix[], dLast?: LstmState],
): Result {
  const back = lstmBackward(da, decoder);
  const nothing = encoder.states.map(({ a }) => Matrix.zeros(a.rows, a.cols));
  const [own, dLast] = incoming({ nothing, dMeaning: back.dInitial });
  const { dx, gradients } = lstmBackward(own, encoder, dLast);
  return { encoder: { dx, gradients }, decoder: { dx: back.dx } };
}
