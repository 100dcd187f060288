import type { Tensor } from '@tensorflow/tfjs';
import { initializeLstm, type LstmParameters } from '../cells/lstm';
import { reverseSequence } from '../networks/bidirectional';
import { timeDistributedDense } from '../networks/dense';
import { embeddingForward } from '../networks/embedding';
import { lstmForward } from '../networks/lstm';
import { softmax } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { add, scale, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { mapTensors } from '../tensor/tensors';
import { innerLayer, requireBidirectional, withOpenPadding } from './bidirectional-forward';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toLstmWeights,
  toMask,
  toSequence,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

type Parameters = {
  Eword: Matrix;
  Eshape: Matrix;
  forward: LstmParameters;
  backward: LstmParameters;
  Wya: Matrix;
  by: Matrix;
};
type Args = [words: number[][], shapes: number[][], parameters: Parameters, lengths: number[]];
type Layers = Readonly<{
  words: ReturnType<typeof tf.layers.embedding>;
  shapes: ReturnType<typeof tf.layers.embedding>;
  bidirectional: ReturnType<typeof tf.layers.bidirectional>;
  dense: ReturnType<typeof tf.layers.dense>;
}>;

export const taggerForwardExercise: Exercise<Layers, Args, Matrix[]> = {
  id: 'tagger-forward',
  lesson: '12-sequence-labeling',
  functionName: 'taggerForward',
  argumentNames: ['words', 'shapes', 'parameters', 'lengths'],
  resultName: 'z',
  allowed: [
    'Matrix',
    'add',
    'bidirectionalForward',
    'embeddingForward',
    'lstmCell',
    'lstmForward',
    'matmul',
    'reverseSequence',
    'softmax', // a common mistake, which is to be named and not refused
    'timeDistributedDense',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers(random) {
    const [units, n_y, n_word, n_shape] = distinctSizes(random, 4, []);
    return {
      words: tf.layers.embedding({ inputDim: 9, outputDim: n_word }),
      shapes: tf.layers.embedding({ inputDim: 8, outputDim: n_shape }),
      bidirectional: tf.layers.bidirectional({
        layer: tf.layers.lstm({ units, recurrentActivation: 'sigmoid', returnSequences: true }),
        mergeMode: 'concat',
      }),
      dense: tf.layers.dense({ units: n_y }),
    };
  },
  oracle(layers, words, shapes, parameters, lengths) {
    requireLayers(layers);
    const [m, T] = [lengths.length, words.length];
    const lookUp = (layer: Layers['words'], numbers: number[][], E: Matrix) => {
      const input = tf.transpose(tf.tensor2d(numbers, [T, m]));
      return withWeights(layer, [m, T], [toTensor(E)], (own) => own.apply(input) as Tensor);
    };
    const x = tf.concat(
      [
        lookUp(layers.words, words, parameters.Eword),
        lookUp(layers.shapes, shapes, parameters.Eshape),
      ],
      2,
    );
    const both = [...toLstmWeights(parameters.forward), ...toLstmWeights(parameters.backward)];
    const mask = toMask(lengths, T);
    const a = withWeights(
      layers.bidirectional,
      x.shape,
      both,
      (own) => own.apply(x, { mask }) as Tensor,
    );
    const z = withWeights(
      layers.dense,
      a.shape,
      toDenseWeights(parameters),
      (own) => own.apply(a) as Tensor,
    );
    return withOpenPadding(toSequence(z), lengths);
  },
  checks: [
    {
      id: 'one-length',
      title: 'sentences of one length',
      points: 2,
      cases(random, layers) {
        const [m, T] = distinctSizes(random, 2, []);
        return [Array<number>(m).fill(T), [T], Array<number>(m).fill(1)].map((lengths) =>
          draw(random, layers, lengths),
        );
      },
    },
    {
      id: 'ragged-lengths',
      title: 'sentences of different lengths in one batch',
      points: 2,
      cases(random, layers) {
        const [m, T] = distinctSizes(random, 2, [2]);
        return [draw(random, layers, raggedLengths(random, m, T))];
      },
    },
  ],
  mistakes: [
    {
      when: 'lengths has no effect: the backward direction begins in the padding',
      result: (words, shapes, parameters, lengths) =>
        withOpenPadding(scores(words, shapes, parameters), lengths),
    },
    {
      when: "the shape's vector stands above the word's",
      result: (words, shapes, parameters, lengths) =>
        scores(words, shapes, parameters, lengths, (word, shape) => vstack(shape, word)),
    },
    {
      when: 'the two directions have exchanged their parameters',
      result: (words, shapes, { forward, backward, ...others }, lengths) =>
        scores(words, shapes, { ...others, forward: backward, backward: forward }, lengths),
    },
    {
      when: 'both directions use the parameters of the forward one',
      result: (words, shapes, parameters, lengths) =>
        scores(words, shapes, { ...parameters, backward: parameters.forward }, lengths),
    },
    {
      when: 'the backward states are not turned around again: they still stand last word first',
      result: (words, shapes, { forward, backward, ...dense }, lengths) => {
        const x = inputs(words, shapes, dense);
        const there = states(x, forward, lengths);
        const back = states(reverseSequence(x, lengths), backward, lengths);
        const a = there.map((at, t) => vstack(at, back[t]));
        return withOpenPadding(timeDistributedDense(a, dense), lengths);
      },
    },
    {
      when: "the backward direction's states stand above the forward one's",
      result: (words, shapes, { forward, backward, ...dense }, lengths) => {
        const x = inputs(words, shapes, dense);
        const back = states(reverseSequence(x, lengths), backward, lengths);
        const aligned = reverseSequence(back, lengths);
        const a = states(x, forward, lengths).map((at, t) => vstack(aligned[t], at));
        return withOpenPadding(timeDistributedDense(a, dense), lengths);
      },
    },
    {
      when: 'by is left out',
      result: (words, shapes, parameters, lengths) =>
        scores(words, shapes, { ...parameters, by: scale(parameters.by, 0) }, lengths),
    },
    {
      when: 'a softmax was put on z: the loss will do that',
      result: (...args) => scores(...args).map(softmax),
    },
  ],
};

function requireLayers({ words, shapes, bidirectional, dense }: Layers): void {
  requireLayer(words, 'Embedding');
  requireLayer(shapes, 'Embedding');
  requireBidirectional(bidirectional, 'LSTM', {
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    returnSequences: true,
  });
  requireLayer(dense, 'Dense', { useBias: true, activation: 'linear' });
}

/** The padding's words and shapes are as real as any: only the lengths tell. */
function draw(random: Random, layers: Layers, lengths: number[]): Args {
  const T = Math.max(...lengths);
  const m = lengths.length;
  const numbers = (V: number) =>
    Array.from({ length: T }, () => Array.from({ length: m }, () => random.integer(0, V - 1)));
  const [words, shapes] = [layers.words, layers.shapes].map((layer) => {
    const { inputDim, outputDim } = layer.getConfig() as { inputDim: number; outputDim: number };
    return { numbers: numbers(inputDim), E: random.normalMatrix(outputDim, inputDim) };
  });
  const n_a = innerLayer(layers.bidirectional).config.units as number;
  const n_y = unitsOf(layers.dense);
  const lstm = () => {
    const parameters = initializeLstm(words.E.rows + shapes.E.rows, n_a, random);
    return mapTensors(parameters, (matrix) => add(matrix, randomLike(random, matrix)));
  };
  const parameters = {
    Eword: words.E,
    Eshape: shapes.E,
    forward: lstm(),
    backward: lstm(),
    Wya: random.normalMatrix(n_y, 2 * n_a),
    by: random.normalMatrix(n_y, 1),
  };
  return [words.numbers, shapes.numbers, parameters, lengths];
}

/** So that no bias is zero, as they are at the start of training. */
function randomLike(random: Random, { rows, cols }: Matrix): Matrix {
  return random.normalMatrix(rows, cols, 0.3);
}

/** What the network gives, by the library; `join` puts the two vectors of a word together. */
function scores(
  words: number[][],
  shapes: number[][],
  { forward, backward, ...others }: Parameters,
  lengths?: number[],
  join?: (word: Matrix, shape: Matrix) => Matrix,
): Matrix[] {
  const x = inputs(words, shapes, others, join);
  const there = states(x, forward, lengths);
  const back = reverseSequence(states(reverseSequence(x, lengths), backward, lengths), lengths);
  const a = there.map((at, t) => vstack(at, back[t]));
  return timeDistributedDense(a, others);
}

function inputs(
  words: number[][],
  shapes: number[][],
  { Eword, Eshape }: Pick<Parameters, 'Eword' | 'Eshape'>,
  join = (word: Matrix, shape: Matrix) => vstack(word, shape),
): Matrix[] {
  return words.map((step, t) =>
    join(embeddingForward(Eword, step), embeddingForward(Eshape, shapes[t])),
  );
}

function states(x: Matrix[], parameters: LstmParameters, lengths?: number[]): Matrix[] {
  const zeros = Matrix.zeros(parameters.bu.rows, x[0].cols);
  return lstmForward(x, { a: zeros, c: zeros }, parameters, lengths).a;
}
