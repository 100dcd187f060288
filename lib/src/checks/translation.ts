/** What the exercises of the encoder–decoder have in common: its two halves, here and in tf.js. */
import type { Tensor } from '@tensorflow/tfjs';
import { lstmCellForward, type LstmParameters, type LstmState } from '../cells/lstm';
import { denseForward, type DenseParameters } from '../networks/dense';
import { embeddingForward } from '../networks/embedding';
import { lstmForward } from '../networks/lstm';
import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { embed, embeddingSizes, type EmbeddingLayer } from './embedding-lookup';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toLstmWeights,
  toMask,
  toMatrix,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

/** What reads: the vectors of its tokens, and an LSTM. */
export type Encoder = { readonly E: Matrix; readonly recurrent: LstmParameters };
/** What writes: the same, and an output layer over the tokens. */
export type Decoder = Encoder & { readonly dense: DenseParameters };

export type Lstm = ReturnType<typeof tf.layers.lstm>;
export type EncoderLayers = Readonly<{ embedding: EmbeddingLayer; lstm: Lstm }>;
export type DecoderLayers = EncoderLayers & {
  readonly dense: ReturnType<typeof tf.layers.dense>;
};

/** The lecture's LSTM, which gives its last state besides. */
export const statefulLstm = {
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  useBias: true,
  returnState: true,
} as const;

/** Names that a solution may use: the cell and the layers, but nothing that joins two networks. */
export const allowed = [
  'Matrix',
  'NO_TOKEN',
  'add',
  'argmaxColumns',
  'denseForward',
  'embeddingForward',
  'hstack',
  'lstmCellForward',
  'lstmForward',
  'map',
  'matmul',
  'scale',
  'sliceColumns',
  'softmax',
  'timeDistributedDense',
] as const;

export function encoderLayers(V: number, n_e: number, n_a: number): EncoderLayers {
  return { embedding: tf.layers.embedding({ inputDim: V, outputDim: n_e }), lstm: lstm(n_a) };
}

export function decoderLayers(V: number, n_e: number, n_a: number): DecoderLayers {
  const dense = tf.layers.dense({ units: V, activation: 'softmax' });
  return { ...encoderLayers(V, n_e, n_a), dense };
}

/** @param units n_a @param options `returnSequences`, if all states are wanted as well */
export function lstm(units: number, options: { returnSequences?: boolean } = {}): Lstm {
  return tf.layers.lstm({ units, recurrentActivation: 'sigmoid', returnState: true, ...options });
}

/** V, n_e and n_a. @throws TypeError where a layer is not what an encoder is made of */
export function encoderSizes({ embedding, lstm }: EncoderLayers) {
  requireLayer(lstm, 'LSTM', statefulLstm);
  return { ...embeddingSizes(embedding), n_a: unitsOf(lstm) };
}

/** V, n_e and n_a. @throws TypeError where a layer is not what a decoder is made of */
export function decoderSizes({ dense, ...others }: DecoderLayers) {
  const sizes = encoderSizes(others);
  requireLayer(dense, 'Dense', { activation: 'softmax', useBias: true });
  if (unitsOf(dense) !== sizes.V) {
    throw new TypeError(
      `the dense layer has ${unitsOf(dense)} units, but needs one for each of the ` +
        `${sizes.V} tokens that the embedding knows`,
    );
  }
  return sizes;
}

/** Parameters with biases, which tf.js would start at zero, where nobody could see them missing. */
export function drawLstm(random: Random, n_x: number, n_a: number): LstmParameters {
  const W = () => random.normalMatrix(n_a, n_a + n_x, 0.7);
  const b = () => random.normalMatrix(n_a, 1, 0.5);
  return { Wu: W(), bu: b(), Wf: W(), bf: b(), Wo: W(), bo: b(), Wc: W(), bc: b() };
}

export function drawEncoder(random: Random, layers: EncoderLayers): Encoder {
  const { V, n_e, n_a } = encoderSizes(layers);
  return { E: random.normalMatrix(n_e, V), recurrent: drawLstm(random, n_e, n_a) };
}

/** @param deviation of the output layer's weights: the larger, the surer the predictions */
export function drawDecoder(random: Random, layers: DecoderLayers, deviation = 2): Decoder {
  const { V, n_a } = decoderSizes(layers);
  return {
    ...drawEncoder(random, layers),
    dense: { Wya: random.normalMatrix(V, n_a, deviation), by: random.normalMatrix(V, 1, 0.5) },
  };
}

/** A state such as an LSTM can have: |a| < 1, and c in its own right. */
export function drawState(random: Random, n_a: number, m: number): LstmState {
  const a = random.normalMatrix(n_a, m, 0.5);
  return { a: new Matrix(n_a, m, a.data.map(Math.tanh)), c: random.normalMatrix(n_a, m) };
}

export function zeroState(n_a: number, m: number): LstmState {
  return { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
}

/** The states of the encoder after each of its steps. */
export function statesOf(
  { E, recurrent }: Encoder,
  x: readonly number[][],
  lengths?: readonly number[],
): LstmState[] {
  const vectors = x.map((tokens) => embeddingForward(E, tokens));
  const start = zeroState(recurrent.bu.rows, x[0].length);
  const { a, c } = lstmForward(vectors, start, recurrent, lengths);
  return a.map((at, t) => ({ a: at, c: c[t] }));
}

/** One step of the decoder. */
export function stepOf(
  { E, recurrent, dense }: Decoder,
  tokens: readonly number[],
  { a, c }: LstmState,
): { yHat: Matrix; state: LstmState } {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), state: { a: at, c: ct } };
}

/** The tensors [h, c], `[m, n_a]` each, in which tf.js leaves the encoder. */
export function encodeInTfjs(
  layers: EncoderLayers,
  { E, recurrent }: Encoder,
  x: readonly number[][],
  lengths?: readonly number[],
): Tensor[] {
  requireLayer(layers.lstm, 'LSTM', { ...statefulLstm, returnSequences: false });
  const [m, T] = [x[0].length, x.length];
  return withWeights(layers.embedding, [m, T], [toTensor(E)], (embedding) => {
    const vectors = embed(embedding, x);
    return withWeights(layers.lstm, vectors.shape, toLstmWeights(recurrent), (reader) => {
      const mask = lengths && toMask(lengths, T);
      const [, h, c] = reader.apply(vectors, { mask }) as Tensor[];
      return [h, c];
    });
  });
}

/** One step of the decoder in tf.js, as often as wanted: ŷ `[m, V]`, and the state [h, c] after it. */
type StepInTfjs = (tokens: readonly number[], state: Tensor[]) => { yHat: Tensor; state: Tensor[] };

/** Lends out a decoder with the given weights. */
export function decodeInTfjs<R>(
  layers: DecoderLayers,
  { E, recurrent, dense }: Decoder,
  use: (step: StepInTfjs) => R,
): R {
  requireLayer(layers.lstm, 'LSTM', { ...statefulLstm, returnSequences: false });
  decoderSizes(layers);
  const [n_e, n_a] = [E.rows, recurrent.bu.rows];
  return withWeights(layers.embedding, [1, 1], [toTensor(E)], (embedding) =>
    withWeights(layers.lstm, [1, 1, n_e], toLstmWeights(recurrent), (writer) =>
      withWeights(layers.dense, [1, n_a], toDenseWeights(dense), (predictor) =>
        use((tokens, initialState) => {
          const vectors = embed(embedding, [tokens]);
          const [output, h, c] = writer.apply(vectors, { initialState }) as Tensor[];
          return { yHat: predictor.apply(output) as Tensor, state: [h, c] };
        }),
      ),
    ),
  );
}

export function toTensors({ a, c }: LstmState): Tensor[] {
  return [toTensor(a), toTensor(c)];
}

export function toState([h, c]: Tensor[]): LstmState {
  return { a: toMatrix(h), c: toMatrix(c) };
}
