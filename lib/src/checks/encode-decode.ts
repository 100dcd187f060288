import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellForward, type RnnParameters } from '../cells/rnn';
import { rnnForward } from '../networks/rnn';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import {
  drawNetwork,
  last,
  manyToOneExercise,
  predict,
  requireLayers,
  sizesOf,
  type Dense,
  type Network,
  type SimpleRnn,
} from './many-to-one';
import { emit, feeding, oneHotOfLargest } from './one-to-many';
import { drawRnnParameters } from './rnn-cell-forward';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toMask,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

type Layers = Readonly<{ encoder: SimpleRnn; decoder: SimpleRnn; dense: Dense }>;
type Args = [
  x: Matrix[],
  a0: Matrix,
  T_y: number,
  encoder: RnnParameters,
  decoder: Network,
  lengths?: number[],
];

export const encodeDecodeExercise: Exercise<Layers, Args, Matrix[]> = {
  id: 'encode-decode',
  lesson: '04-types-of-rnns',
  functionName: 'encodeDecode',
  argumentNames: ['x', 'a0', 'Ty', 'encoder', 'decoder', 'lengths'],
  resultName: 'ŷ',
  allowed: manyToOneExercise.allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_a, n_y] = distinctSizes(random, 2, []);
    return {
      encoder: tf.layers.simpleRNN({ units: n_a }),
      decoder: tf.layers.simpleRNN({ units: n_a, returnState: true }),
      dense: tf.layers.dense({ units: n_y, activation: 'softmax' }),
    };
  },
  oracle(layers, x, a0, T_y, encoder, decoder, lengths) {
    requireEncoderDecoder(layers);
    const input = toSequenceTensor(x);
    const [m, n_y] = [a0.cols, decoder.Wya.rows];
    // The encoder's only result is its last state, and the decoder starts from it.
    return withWeights(layers.encoder, input.shape, toSimpleRnnWeights(encoder), (encode) => {
      const meaning = encode.apply(input, {
        initialState: [toTensor(a0)],
        mask: lengths && toMask(lengths, x.length),
      }) as Tensor;
      return withWeights(layers.decoder, [m, 1, n_y], toSimpleRnnWeights(decoder), (rnn) =>
        withWeights(layers.dense, meaning.shape, toDenseWeights(decoder), (dense) =>
          emit({ rnn, dense }, tf.zeros([m, n_y]), meaning, T_y),
        ),
      );
    });
  },
  checks: [
    {
      id: 'values',
      title: 'T_x and T_y differ, starting from a<0> = 0',
      points: 2,
      cases(random, layers) {
        const [n_x, m, T_x, T_y] = distinctSizes(random, 4, decoderSizes(layers));
        return [
          { m, T_x, T_y },
          { m, T_x: T_y, T_y: T_x },
          { m: 1, T_x, T_y },
          { m, T_x: 1, T_y },
          { m, T_x, T_y: 1 },
        ].map((sizes) => draw(random, layers, { n_x, ...sizes }));
      },
    },
    {
      id: 'initial-state',
      title: "the encoder's a<0> other than zero",
      points: 1,
      cases(random, layers) {
        const [n_x, m, T_y] = distinctSizes(random, 3, decoderSizes(layers));
        // Only two steps, which can't wash out where they started.
        const [x, a0, ...rest] = draw(random, layers, { n_x, m, T_x: 2, T_y });
        return [[x, random.normalMatrix(a0.rows, m), ...rest]];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'inputs of different lengths in one batch',
      points: 2,
      cases(random, layers) {
        // The batch is padded by a step more than its longest example needs, then by none.
        return [1, 0].map((beyond): Args => {
          const [n_x, m, T_y] = distinctSizes(random, 3, decoderSizes(layers));
          const T_x = 8;
          return [
            ...draw(random, layers, { n_x, m, T_x, T_y }),
            raggedLengths(random, m, T_x - beyond),
          ];
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'the encoder reads the padding, so that lengths has no effect',
      result: (x, a0, T_y, encoder, decoder) => right(x, a0, T_y, encoder, decoder),
    },
    {
      when: "the decoder does not start from the encoder's last state, but from zero",
      result: (...[, a0, T_y, , decoder]: Args) =>
        decode(zeros(a0, decoder), scale(a0, 0), T_y, decoder),
    },
    {
      when: "the decoder does not start from the encoder's last state, but from a0",
      result: (...[, a0, T_y, , decoder]: Args) => decode(zeros(a0, decoder), a0, T_y, decoder),
    },
    {
      when: "the decoder starts from the encoder's first state instead of from its last one",
      result: (x, a0, T_y, encoder, decoder) =>
        decode(zeros(a0, decoder), rnnForward(x, a0, encoder).a[0], T_y, decoder),
    },
    {
      when: "a prediction is made from the encoder's last state, and is the decoder's first input",
      result(x, a0, T_y, encoder, decoder, lengths) {
        const meaning = encode(x, a0, encoder, lengths);
        return decode(predict(meaning, decoder), meaning, T_y, decoder);
      },
    },
    {
      when: "ŷ<1> is made from the encoder's last state itself: the decoder's first step is missing",
      result(x, a0, T_y, encoder, decoder, lengths) {
        const meaning = encode(x, a0, encoder, lengths);
        const yhat1 = predict(meaning, decoder);
        return [yhat1, ...decode(yhat1, meaning, T_y, decoder).slice(0, -1)];
      },
    },
    {
      when: 'the decoder reads zeros at every step, instead of the prediction before it',
      result(x, a0, T_y, encoder, decoder, lengths) {
        const nothing = zeros(a0, decoder);
        return feeding(() => nothing, nothing, encode(x, a0, encoder, lengths), T_y, decoder);
      },
    },
    {
      when: 'the likeliest class goes on as a one-hot vector, instead of the whole vector ŷ<t>',
      result: (x, a0, T_y, encoder, decoder, lengths) =>
        feeding(
          (at) => oneHotOfLargest(predict(at, decoder)),
          zeros(a0, decoder),
          encode(x, a0, encoder, lengths),
          T_y,
          decoder,
        ),
    },
    {
      when: "every step of the decoder starts from the encoder's last state again",
      result(x, a0, T_y, encoder, decoder, lengths) {
        const meaning = encode(x, a0, encoder, lengths);
        const yhat = [zeros(a0, decoder)];
        while (yhat.length <= T_y) {
          yhat.push(predict(rnnCellForward(last(yhat), meaning, decoder).at, decoder));
        }
        return yhat.slice(1);
      },
    },
    {
      when: 'a0 is ignored and the encoder starts at zero',
      result: (x, a0, ...rest) => right(x, scale(a0, 0), ...rest),
    },
    {
      when: 'by is left out',
      result: (x, a0, T_y, encoder, decoder, lengths) =>
        right(x, a0, T_y, encoder, { ...decoder, by: scale(decoder.by, 0) }, lengths),
    },
  ],
};

/** @throws TypeError where a layer is not what an encoder–decoder is made of */
function requireEncoderDecoder({ encoder, decoder, dense }: Layers): void {
  requireLayer(encoder, 'SimpleRNN', {
    activation: 'tanh',
    useBias: true,
    returnSequences: false,
    returnState: false,
  });
  requireLayers({ rnn: decoder, dense }, { returnState: true });
  if (unitsOf(encoder) !== unitsOf(decoder)) {
    throw new TypeError(
      `the encoder has ${unitsOf(encoder)} units and the decoder ${unitsOf(decoder)}, but they ` +
        'must have the same number: the state of one is where the other starts',
    );
  }
}

function decoderSizes({ decoder, dense }: Layers): [n_a: number, n_y: number] {
  return sizesOf({ rnn: decoder, dense });
}

function draw(
  random: Random,
  layers: Layers,
  { n_x, m, T_x, T_y }: { n_x: number; m: number; T_x: number; T_y: number },
): [x: Matrix[], a0: Matrix, T_y: number, encoder: RnnParameters, decoder: Network] {
  const [n_a, n_y] = decoderSizes(layers);
  return [
    Array.from({ length: T_x }, () => random.normalMatrix(n_x, m)),
    Matrix.zeros(n_a, m),
    T_y,
    drawRnnParameters(random, n_x, n_a),
    drawNetwork(random, n_y, n_a, n_y),
  ];
}

/** The decoder's first input: nothing has been said yet. */
function zeros({ cols }: Matrix, { Wya }: Network): Matrix {
  return Matrix.zeros(Wya.rows, cols);
}

function encode(x: Matrix[], a0: Matrix, encoder: RnnParameters, lengths?: number[]): Matrix {
  return last(rnnForward(x, a0, encoder, lengths).a);
}

function decode(x1: Matrix, a0: Matrix, T_y: number, decoder: Network): Matrix[] {
  return feeding((at) => predict(at, decoder), x1, a0, T_y, decoder);
}

function right(...[x, a0, T_y, encoder, decoder, lengths]: Args): Matrix[] {
  return decode(zeros(a0, decoder), encode(x, a0, encoder, lengths), T_y, decoder);
}
