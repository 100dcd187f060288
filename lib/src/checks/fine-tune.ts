import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import {
  embeddingClassifierBackward,
  embeddingClassifierForward,
  type EmbeddingClassifierParameters,
} from '../embeddings/transfer';
import { NO_TOKEN } from '../networks/embedding';
import { sigmoid, sigmoidBackward } from '../tensor/activations';
import { transposedMatmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { sigmoidCrossEntropy } from '../training/losses';
import { drawDocuments, embeddingAndPooling, pooled } from './average-embedding';
import { distinctSizes, float32Tolerance } from './draw';
import {
  drawClassifier,
  embeddingClassifierExercise,
  sizesOf,
  type ClassifierLayers,
} from './embedding-classifier';
import { embeddingSizes } from './embedding-lookup';
import type { Exercise } from './exercise';
import {
  fromDenseWeights,
  requireFunction,
  requireLayer,
  tf,
  toDenseWeights,
  toMatrix,
  toTensor,
  withWeights,
} from './tfjs';

type Layers = ClassifierLayers & Readonly<{ loss: typeof tf.losses.sigmoidCrossEntropy }>;
type Args = [
  documents: number[][],
  y: Matrix,
  parameters: EmbeddingClassifierParameters,
  frozen: boolean,
];
type Gradients = { dWya: Matrix; dby: Matrix; dE: Matrix | null };
type LossAndGradients = { loss: number; gradients: Gradients };

export const fineTuneExercise: Exercise<Layers, Args, LossAndGradients> = {
  id: 'fine-tune',
  lesson: '19-transfer',
  functionName: 'fineTune',
  argumentNames: ['documents', 'y', 'parameters', 'frozen'],
  resultName: 'result',
  allowed: [
    ...embeddingClassifierExercise.allowed,
    'addEmbeddingGradient',
    'hadamard',
    'sigmoidCrossEntropy',
    'subtract',
  ],
  tolerance: float32Tolerance,
  layers(random) {
    const layers = embeddingAndPooling(random);
    const [units] = distinctSizes(random, 1, [embeddingSizes(layers.embedding).n_e]);
    // No sigmoid in the layer: the loss takes what would go into it.
    return {
      ...layers,
      dense: tf.layers.dense({ units }),
      loss: tf.losses.sigmoidCrossEntropy,
    };
  },
  oracle(layers, documents, y, parameters, frozen) {
    requireLayer(layers.dense, 'Dense', { activation: 'linear', useBias: true });
    const crossEntropy = tf.losses.sigmoidCrossEntropy;
    requireFunction(layers.loss, crossEntropy, '{ …, loss: tf.losses.sigmoidCrossEntropy }');
    const { E } = parameters;
    const answers = toTensor(y);
    return withWeights(layers.embedding, [1, 1], [toTensor(E)], (embedding) =>
      withWeights(layers.dense, [1, E.rows], toDenseWeights(parameters), (dense) => {
        embedding.trainable = !frozen;
        const loss = () => {
          const z = dense.apply(pooled(embedding, layers.pooling, documents)) as Tensor;
          const sum = layers.loss<Tensor, Scalar>(answers, z, 1, 0, tf.Reduction.SUM);
          return tf.div<Scalar>(sum, documents.length);
        };
        const variables = [...dense.trainableWeights, ...embedding.trainableWeights].map(
          (weight) => weight.read() as Variable,
        );
        const { value, grads } = tf.variableGrads(loss, variables);
        const [kernel, bias, vectors] = variables.map(({ name }) => grads[name]);
        const { Wya: dWya, by: dby } = fromDenseWeights([kernel, bias]);
        const dE = frozen ? null : toMatrix(vectors);
        return { loss: value.dataSync()[0], gradients: { dWya, dby, dE } };
      }),
    );
  },
  checks: [
    {
      id: 'frozen',
      title: 'frozen: only the classifier learns',
      points: 2,
      cases(random, layers) {
        const [m] = distinctSizes(random, 1, [...sizesOf(layers), 2]);
        return [draw(random, layers, m, true), draw(random, layers, 1, true)];
      },
    },
    {
      id: 'trainable',
      title: 'trainable: the vectors learn, too',
      points: 2,
      cases: (random, layers) => [drawApart(random, layers), draw(random, layers, 1, false)],
    },
    {
      id: 'shared-words',
      title: 'words in several documents, twice in one, and unknown ones',
      points: 1,
      cases(random, layers) {
        const [documents, ...rest] = draw(random, layers, 3, false);
        const [[again]] = documents;
        return [[documents.map((words) => [...words, again, NO_TOKEN]), ...rest]];
      },
    },
  ],
  mistakes: [
    {
      when: 'frozen has no effect, or the opposite one: dE must be null if frozen, and only then',
      result: (documents, y, parameters, frozen) =>
        lossAndGradients(documents, y, parameters, !frozen),
    },
    {
      when: 'neither the loss nor the gradients are divided by m',
      result: (...args) => scaled(lossAndGradients(...args), args[0].length),
    },
    {
      when: 'the gradients are not divided by m, although the loss is',
      result: (...args) => scaled(lossAndGradients(...args), args[0].length, 1),
    },
    {
      when: 'the loss is not divided by m, although the gradients are',
      result: (...args) => scaled(lossAndGradients(...args), 1, args[0].length),
    },
    {
      when: 'sigmoidCrossEntropy is given ŷ instead of z: it takes the sigmoid itself',
      result: (...args) => lossAndGradients(...args, (dz) => dz, sigmoid),
    },
    {
      when: 'the gradients have the wrong sign',
      result: (...args) => scaled(lossAndGradients(...args), -1, 1),
    },
    {
      when: 'ŷ − y is multiplied by ŷ (1 − ŷ) once more',
      result: (...args) => lossAndGradients(...args, (dz, z) => sigmoidBackward(dz, sigmoid(z))),
    },
    {
      when: 'y is not subtracted: dz is ŷ − y',
      result: (...args) => lossAndGradients(...args, (dz, z) => scale(sigmoid(z), 1 / dz.cols)),
    },
    {
      when: 'each word gets all of dx, instead of its share of the mean',
      result: (...args) => withVectors(args, { share: () => 1 }),
    },
    {
      when: 'unknown words are counted in the share that each word gets',
      result: (...args) => withVectors(args, { share: (words) => 1 / words.length }),
    },
    {
      when: 'a word that comes again loses its earlier gradients (= where += is needed)',
      result: (...args) => withVectors(args, { put: (_, term) => term }),
    },
  ],
};

function draw(random: Random, layers: Layers, m: number, frozen: boolean): Args {
  const parameters = drawClassifier(random, layers);
  return [
    drawDocuments(random, parameters.E.cols, m),
    drawAnswers(random, layers, m),
    parameters,
    frozen,
  ];
}

/** Two documents that share no word. */
function drawApart(random: Random, layers: Layers): Args {
  const [[words], , parameters] = draw(random, layers, 1, false);
  const others = Array.from({ length: parameters.E.cols }, (_, word) => word)
    .filter((word) => !words.includes(word))
    .slice(0, 2);
  return [[words, others], drawAnswers(random, layers, 2), parameters, false];
}

function drawAnswers(random: Random, layers: Layers, m: number): Matrix {
  const [, n_y] = sizesOf(layers);
  const y = Matrix.zeros(n_y, m);
  y.data.forEach((_, k) => (y.data[k] = random.integer(0, 1)));
  // At least one answer of each kind, so that no sign can hide.
  [y.data[0], y.data[1]] = [0, 1];
  return y;
}

/** The library's, with any change to z before the loss, and to dz, which holds the 1/m already. */
function lossAndGradients(
  documents: number[][],
  y: Matrix,
  parameters: EmbeddingClassifierParameters,
  frozen: boolean,
  change: (dz: Matrix, z: Matrix) => Matrix = (dz) => dz,
  activate: (z: Matrix) => Matrix = (z) => z,
): LossAndGradients {
  const m = documents.length;
  const { z, cache } = embeddingClassifierForward(documents, parameters);
  const { loss, dz } = sigmoidCrossEntropy(activate(z), y);
  const { dWya, dby, dE } = embeddingClassifierBackward(change(scale(dz, 1 / m), z), cache);
  return { loss: loss / m, gradients: { dWya, dby, dE: frozen ? null : dE } };
}

/** With a dE that is put together word by word, in one wrong way or another. */
function withVectors(
  args: Args,
  {
    share = (words) => 1 / Math.max(1, words.filter((word) => word !== NO_TOKEN).length),
    put = (before, term) => before + term,
  }: {
    share?: (words: readonly number[]) => number;
    put?: (before: number, term: number) => number;
  },
): LossAndGradients {
  const [documents, y, parameters, frozen] = args;
  const right = lossAndGradients(...args);
  if (frozen) return right;
  const { z } = embeddingClassifierForward(documents, parameters);
  const dz = scale(sigmoidCrossEntropy(z, y).dz, 1 / documents.length);
  const dx = transposedMatmul(parameters.Wya, dz);
  const dE = Matrix.zeros(parameters.E.rows, parameters.E.cols);
  documents.forEach((words, j) => {
    for (const word of words) {
      if (word === NO_TOKEN) continue;
      for (let i = 0; i < dE.rows; i++) {
        dE.set(i, word, put(dE.get(i, word), dx.get(i, j) * share(words)));
      }
    }
  });
  return { loss: right.loss, gradients: { ...right.gradients, dE } };
}

function scaled(
  { loss, gradients: { dWya, dby, dE } }: LossAndGradients,
  factor: number,
  ofLoss = factor,
): LossAndGradients {
  return {
    loss: loss * ofLoss,
    gradients: {
      dWya: scale(dWya, factor),
      dby: scale(dby, factor),
      dE: dE && scale(dE, factor),
    },
  };
}
