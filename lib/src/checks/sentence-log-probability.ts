import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import type { DenseParameters } from '../networks/dense';
import { NO_TOKEN } from '../networks/embedding';
import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import { embed, embeddingSizes, type EmbeddingLayer } from './embedding-lookup';
import type { Exercise } from './exercise';
import { drawRnnParameters } from './rnn-cell-forward';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toMask,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

/** What a basic RNN has learned as a language model: a `LanguageModel` less its cell and start. */
export interface ModelWeights {
  readonly E: Matrix;
  readonly recurrent: RnnParameters;
  readonly dense: DenseParameters;
}
/** The same model in tf.js. */
export interface ModelLayers {
  readonly embedding: EmbeddingLayer;
  readonly rnn: ReturnType<typeof tf.layers.simpleRNN>;
  readonly dense: ReturnType<typeof tf.layers.dense>;
}
type Args = [model: ModelWeights, tokens: number[]];

export const sentenceLogProbabilityExercise: Exercise<ModelLayers, Args, number> = {
  id: 'sentence-log-probability',
  lesson: '05-language-models',
  functionName: 'sentenceLogProbability',
  argumentNames: ['model', 'tokens'],
  resultName: 'logP',
  allowed: [
    'Matrix',
    'NO_TOKEN',
    'add',
    'denseForward',
    'embeddingForward',
    'hstack',
    'matmul',
    'rnnCellForward',
    'rnnForward',
    'sliceColumns',
    'softmax',
    'tanh',
    'timeDistributedDense',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: modelLayers,
  oracle: (layers, model, tokens) => sum(logProbabilities(layers, model, tokens)),
  checks: [
    {
      id: 'values',
      title: 'sentences of several words',
      points: 2,
      cases(random, layers) {
        const { V, n_e, n_a } = modelSizes(layers);
        return distinctSizes(random, 2, [V, n_e, n_a]).map((T) => [
          drawModel(random, layers),
          drawSentence(random, V, T),
        ]);
      },
    },
    {
      id: 'empty',
      title: 'the sentence that ends before its first word',
      points: 1,
      cases: (random, layers) => [[drawModel(random, layers), [0]]],
    },
    {
      id: 'unlikely',
      title: 'a sentence so unlikely that its probability rounds to 0',
      points: 1,
      cases(random, layers) {
        const { V } = modelSizes(layers);
        const { dense, ...rest } = drawModel(random, layers);
        // The last word of the vocabulary is nearly certain at each step, and never comes. All others
        // have a probability of about e⁻²⁰⁰, so that eight of them make e⁻¹⁶⁰⁰.
        const by = Matrix.column(Array.from({ length: V }, (_, i) => (i === V - 1 ? 0 : -200)));
        return [[{ ...rest, dense: { ...dense, by } }, drawSentence(random, V - 1, 8)]];
      },
    },
  ],
  mistakes: [
    {
      when: 'the probabilities are multiplied, and their product rounds to 0: add logarithms',
      result: (...args) => Math.log(Math.exp(of(args))),
    },
    {
      when: 'the network reads the very word that it is to predict: x<t> is y<t-1>',
      result: (model, tokens) => sum(logProbabilities(layersFor(model), model, tokens, tokens)),
    },
    {
      when: 'the first input is EOS, instead of nothing: x<1> = 0',
      result: (model, tokens) =>
        sum(logProbabilities(layersFor(model), model, tokens, [0, ...tokens.slice(0, -1)])),
    },
    {
      when: 'the result is the probability itself, not its logarithm',
      result: (...args) => Math.exp(of(args)),
    },
    {
      when: 'the sign is wrong: a log-probability is never positive',
      result: (...args) => -of(args),
    },
    {
      when: 'EOS is left out: that the sentence ends here is part of its probability',
      result: (model, tokens) =>
        sum(logProbabilities(layersFor(model), model, tokens).slice(0, -1)),
    },
    {
      when: 'the first word is left out: it is predicted, too, from x<1> = 0',
      result: (model, tokens) => sum(logProbabilities(layersFor(model), model, tokens).slice(1)),
    },
    {
      when: 'the mean over the words is taken instead of the sum',
      result: (model, tokens) => of([model, tokens]) / tokens.length,
    },
    {
      when: 'the logarithm is that to base 2',
      result: (...args) => of(args) / Math.LN2,
    },
    {
      when: 'the state is lost: every word is predicted from the word before it alone',
      result: (model, tokens) =>
        sum(
          tokens.flatMap((token, k) =>
            logProbabilities(
              layersFor(model),
              model,
              [token],
              [k === 0 ? NO_TOKEN : tokens[k - 1]],
            ),
          ),
        ),
    },
    {
      when: 'only the last step counts',
      result: (model, tokens) => sum(logProbabilities(layersFor(model), model, tokens).slice(-1)),
    },
  ],
};

export function modelLayers(random: Random): ModelLayers {
  const [n_e, n_a] = distinctSizes(random, 2, []);
  const V = random.integer(8, 11);
  return {
    embedding: tf.layers.embedding({ inputDim: V, outputDim: n_e }),
    rnn: tf.layers.simpleRNN({ units: n_a, returnSequences: true }),
    dense: tf.layers.dense({ units: V }),
  };
}

export function modelSizes({ embedding, rnn, dense }: ModelLayers) {
  const sizes = { ...embeddingSizes(embedding), n_a: unitsOf(rnn) };
  if (unitsOf(dense) !== sizes.V) {
    throw new TypeError(
      `the dense layer has ${unitsOf(dense)} units, but needs one for each of the ` +
        `${sizes.V} tokens that the embedding knows`,
    );
  }
  return sizes;
}

export function drawModel(random: Random, layers: ModelLayers): ModelWeights {
  const { V, n_e, n_a } = modelSizes(layers);
  return {
    E: random.normalMatrix(n_e, V),
    recurrent: drawRnnParameters(random, n_e, n_a),
    dense: { Wya: random.normalMatrix(V, n_a), by: random.normalMatrix(V, 1) },
  };
}

/** Numbers of any words, then EOS: T tokens. */
export function drawSentence(random: Random, V: number, T: number): number[] {
  return Array.from({ length: T }, (_, k) => (k === T - 1 ? 0 : random.integer(1, V - 1)));
}

/** Layers of a model's size. */
export function layersFor({ E, recurrent }: ModelWeights): ModelLayers {
  return {
    embedding: tf.layers.embedding({ inputDim: E.cols, outputDim: E.rows }),
    rnn: tf.layers.simpleRNN({
      units: recurrent.ba.rows,
      returnSequences: true,
      // They are replaced at once, and tf.js would take its time over the usual orthogonal start.
      recurrentInitializer: 'zeros',
    }),
    dense: tf.layers.dense({ units: E.cols }),
  };
}

/**
 * z `[m, T, V]`: what goes into the softmax when the layers, with the model's weights, read inputs.
 * @param inputs x<1> … x<T>, T lists of m numbers
 */
export function modelOutput<R>(
  { embedding, rnn, dense }: ModelLayers,
  { E, recurrent, dense: output }: ModelWeights,
  inputs: readonly (readonly number[])[],
  lengths: readonly number[],
  use: (z: Tensor) => R,
): R {
  requireLayer(embedding, 'Embedding');
  requireLayer(rnn, 'SimpleRNN', { activation: 'tanh', useBias: true, returnSequences: true });
  requireLayer(dense, 'Dense', { activation: 'linear', useBias: true });
  const [m, T] = [inputs[0].length, inputs.length];
  const [n_e, n_a] = [E.rows, recurrent.ba.rows];
  return withWeights(embedding, [m, T], [toTensor(E)], (lookup) =>
    withWeights(rnn, [m, T, n_e], toSimpleRnnWeights(recurrent), (reader) =>
      withWeights(dense, [m, T, n_a], toDenseWeights(output), (predictor) => {
        const a = reader.apply(embed(lookup, inputs), { mask: toMask(lengths, T) });
        return use(predictor.apply(a) as Tensor);
      }),
    ),
  );
}

/** log P of each token, after reading the inputs. */
function logProbabilities(
  layers: ModelLayers,
  model: ModelWeights,
  tokens: readonly number[],
  inputs: readonly number[] = [NO_TOKEN, ...tokens].slice(0, -1),
): number[] {
  let each: number[] = [];
  tf.tidy(() => {
    const batchOfOne = inputs.map((input) => [input]);
    modelOutput(layers, model, batchOfOne, [tokens.length], (z) => {
      const isTruth = tf.oneHot(tf.tensor2d([[...tokens]], undefined, 'int32'), model.E.cols);
      const logP = tf.sum<Tensor1D>(tf.mul(tf.logSoftmax(z), isTruth), [0, 2]);
      each = Array.from(logP.dataSync());
    });
  });
  return each;
}

function of([model, tokens]: Args): number {
  return sum(logProbabilities(layersFor(model), model, tokens));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
