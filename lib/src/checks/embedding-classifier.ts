import type { Tensor } from '@tensorflow/tfjs';
import {
  averageEmbedding,
  embeddingClassifierForward,
  type EmbeddingClassifierParameters,
} from '../embeddings/transfer';
import { NO_TOKEN } from '../networks/embedding';
import { sigmoid, softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { hstack, scale, sliceColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import {
  averageEmbeddingExercise,
  drawDocuments,
  embeddingAndPooling,
  pooled,
  type EmbeddingAndPooling,
} from './average-embedding';
import { distinctSizes, float32Tolerance } from './draw';
import { embeddingSizes } from './embedding-lookup';
import type { Exercise } from './exercise';
import { requireLayer, tf, toDenseWeights, toMatrix, toTensor, unitsOf, withWeights } from './tfjs';

type Dense = ReturnType<typeof tf.layers.dense>;
/** The three layers of a classifier on averaged vectors. */
export type ClassifierLayers = EmbeddingAndPooling & Readonly<{ dense: Dense }>;
type Args = [documents: number[][], parameters: EmbeddingClassifierParameters];

export const embeddingClassifierExercise: Exercise<ClassifierLayers, Args, Matrix> = {
  id: 'embedding-classifier',
  lesson: '19-transfer',
  functionName: 'embeddingClassifier',
  argumentNames: ['documents', 'parameters'],
  resultName: 'ŷ',
  allowed: [...averageEmbeddingExercise.allowed, 'denseForward', 'sigmoid'],
  tolerance: float32Tolerance,
  layers(random) {
    const layers = embeddingAndPooling(random);
    const [units] = distinctSizes(random, 1, [embeddingSizes(layers.embedding).n_e]);
    return { ...layers, dense: tf.layers.dense({ units, activation: 'sigmoid' }) };
  },
  oracle(layers, documents, parameters) {
    requireLayer(layers.dense, 'Dense', { activation: 'sigmoid', useBias: true });
    return withWeights(layers.embedding, [1, 1], [toTensor(parameters.E)], (embedding) => {
      const x = pooled(embedding, layers.pooling, documents);
      return withWeights(layers.dense, x.shape, toDenseWeights(parameters), (dense) =>
        toMatrix(dense.apply(x) as Tensor),
      );
    });
  },
  checks: [
    {
      id: 'values',
      title: 'several documents, and one',
      points: 1,
      cases(random, layers) {
        const [m] = distinctSizes(random, 1, [...sizesOf(layers), 2]);
        return [m, 1].map((count): Args => {
          const parameters = drawClassifier(random, layers);
          return [drawDocuments(random, parameters.E.cols, count), parameters];
        });
      },
    },
    {
      id: 'unknown-words',
      title: 'unknown words, and a document without any word',
      points: 1,
      cases(random, layers) {
        const parameters = drawClassifier(random, layers);
        const documents = drawDocuments(random, parameters.E.cols, 2);
        return [[[...documents.map((words) => [...words, NO_TOKEN]), [NO_TOKEN], []], parameters]];
      },
    },
  ],
  mistakes: [
    {
      when: 'by is left out',
      result: (documents, parameters) =>
        predict(documents, { ...parameters, by: scale(parameters.by, 0) }),
    },
    {
      when: 'the sigmoid is left out',
      result: (documents, parameters) => embeddingClassifierForward(documents, parameters).z,
    },
    {
      when: 'softmax is used where sigmoid is asked for',
      result: (documents, parameters) =>
        softmax(embeddingClassifierForward(documents, parameters).z),
    },
    {
      when: "a prediction is made for each word, and their mean is returned: average the words' vectors",
      result: (documents, parameters) =>
        columns(documents, (words) => {
          const known = words.filter((word) => word !== NO_TOKEN);
          if (known.length === 0) return predict([words], parameters);
          const each = predict(
            known.map((word) => [word]),
            parameters,
          );
          const all = each.cols;
          return averageEmbedding(each, [Array.from({ length: all }, (_, j) => j)]);
        }),
    },
    {
      when: 'the vectors are summed instead of averaged',
      result: (documents, parameters) =>
        columns(documents, (words) => {
          const known = words.filter((word) => word !== NO_TOKEN).length;
          return predict([words], { ...parameters, E: scale(parameters.E, known) });
        }),
    },
  ],
};

/** n_e and n_y. */
export function sizesOf(layers: ClassifierLayers): [n_e: number, n_y: number] {
  return [embeddingSizes(layers.embedding).n_e, unitsOf(layers.dense)];
}

export function drawClassifier(
  random: Random,
  layers: ClassifierLayers,
): EmbeddingClassifierParameters {
  const [n_e, n_y] = sizesOf(layers);
  return {
    E: random.normalMatrix(n_e, embeddingSizes(layers.embedding).V),
    Wya: random.normalMatrix(n_y, n_e),
    by: random.normalMatrix(n_y, 1),
  };
}

function predict(documents: number[][], parameters: EmbeddingClassifierParameters): Matrix {
  return sigmoid(embeddingClassifierForward(documents, parameters).z);
}

function columns(documents: number[][], column: (words: number[]) => Matrix): Matrix {
  const [first, ...others] = documents.map(column);
  return hstack(first, ...others.map((one) => sliceColumns(one, 0, 1)));
}
