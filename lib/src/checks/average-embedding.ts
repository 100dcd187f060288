import type { layers, Tensor } from '@tensorflow/tfjs';
import { averageEmbedding, type Documents } from '../embeddings/transfer';
import { NO_TOKEN } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import { hstack, scale, sliceColumns } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import { embeddingLayer, embeddingSizes, type EmbeddingLayer } from './embedding-lookup';
import type { Exercise } from './exercise';
import { requireLayer, tf, toMatrix, toTensor, withWeights } from './tfjs';

export type Pooling = ReturnType<typeof tf.layers.globalAveragePooling1d>;
export type EmbeddingAndPooling = Readonly<{ embedding: EmbeddingLayer; pooling: Pooling }>;
type Args = [E: Matrix, documents: number[][]];

export const averageEmbeddingExercise: Exercise<EmbeddingAndPooling, Args, Matrix> = {
  id: 'average-embedding',
  lesson: '19-transfer',
  functionName: 'averageEmbedding',
  argumentNames: ['E', 'documents'],
  resultName: 'x',
  allowed: [
    'Matrix',
    'NO_TOKEN',
    'add',
    'embeddingForward',
    'hstack',
    'map',
    'matmul',
    'scale',
    'sliceColumns',
    'sumColumns',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: embeddingAndPooling,
  oracle: (layers, E, documents) =>
    withWeights(layers.embedding, [1, 1], [toTensor(E)], (embedding) =>
      toMatrix(pooled(embedding, layers.pooling, documents)),
    ),
  checks: [
    {
      id: 'different-words',
      title: 'documents of different lengths, in none of them a word twice',
      points: 1,
      cases(random, layers) {
        const { V, n_e } = embeddingSizes(layers.embedding);
        const [m] = distinctSizes(random, 1, [n_e, 2]);
        return [
          [random.normalMatrix(n_e, V), drawDocuments(random, V, m)],
          [random.normalMatrix(n_e, V), drawDocuments(random, V, 1)],
          [random.normalMatrix(n_e, V), [[V - 1]]],
        ];
      },
    },
    {
      id: 'repeated-words',
      title: 'a word that stands twice counts twice',
      points: 1,
      cases(random, layers) {
        const { V, n_e } = embeddingSizes(layers.embedding);
        const documents = drawDocuments(random, V, 3).map((words) => [...words, words[0]]);
        return [[random.normalMatrix(n_e, V), documents]];
      },
    },
    {
      id: 'unknown-words',
      title: 'unknown words, −1, count for nothing; a document without any word',
      points: 1,
      cases(random, layers) {
        const { V, n_e } = embeddingSizes(layers.embedding);
        const documents = drawDocuments(random, V, 2).map((words) => [NO_TOKEN, ...words]);
        return [
          [random.normalMatrix(n_e, V), documents],
          [random.normalMatrix(n_e, V), [...documents, [NO_TOKEN, NO_TOKEN], []]],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the sum is not divided by the number of words',
      result: (E, documents) => byDocument(E, documents, known),
    },
    {
      when: 'unknown words are counted in the number to divide by',
      result: (E, documents) =>
        byDocument(E, documents, (words) => known(words) / Math.max(1, words.length)),
    },
    {
      when: 'every sum is divided by the number of words of the longest document',
      result: (E, documents) => {
        const longest = Math.max(...documents.map((words) => words.length));
        return byDocument(E, documents, (words) => known(words) / longest);
      },
    },
    {
      when: 'a word that stands twice counts once',
      result: (E, documents) =>
        averageEmbedding(
          E,
          documents.map((words) => [...new Set(words)]),
        ),
    },
    {
      when: 'only the last word counts: each one must be added to what is there (= where += is needed)',
      result: (E, documents) =>
        byDocument(
          E,
          documents.map((words) => words.filter((word) => word !== NO_TOKEN).slice(-1)),
          (_, j) => 1 / Math.max(1, known(documents[j])),
        ),
    },
    {
      when: 'word 0 is taken for unknown, too: unknown is −1',
      result: (E, documents) =>
        averageEmbedding(
          E,
          documents.map((words) => words.filter((word) => word > 0)),
        ),
    },
    {
      when: 'unknown words get the last column of E',
      result: (E, documents) => withUnknown(E, documents, E.cols - 1),
    },
    {
      when: 'unknown words get the first column of E',
      result: (E, documents) => withUnknown(E, documents, 0),
    },
    {
      when: 'the sum is divided by the number of documents',
      result: (E, documents) =>
        byDocument(E, documents, (words) => known(words) / documents.length),
    },
  ],
};

export function embeddingAndPooling(random: Random): EmbeddingAndPooling {
  return { embedding: embeddingLayer(random), pooling: tf.layers.globalAveragePooling1d({}) };
}

/** The mean of each document's vectors, by the two layers, `[m, n_e]`. */
export function pooled(embedding: layers.Layer, pooling: Pooling, documents: Documents): Tensor {
  requireLayer(embedding, 'Embedding');
  requireLayer(pooling, 'GlobalAveragePooling1D');
  const { outputDim } = embedding.getConfig() as { outputDim: number };
  return withWeights(pooling, [1, 1, 1], [], (mean) =>
    tf.concat(
      documents.map((document) => {
        const words = document.filter((word) => word !== NO_TOKEN);
        // The layer would divide zero by zero.
        if (words.length === 0) return tf.zeros([1, outputDim]);
        const sequence = embedding.apply(tf.tensor2d([words], undefined, 'int32'));
        return mean.apply(sequence) as Tensor;
      }),
    ),
  );
}

/**
 * Documents of 1, 2, … words in random order, with no word twice in one. The longest one has a word
 * more than there are documents, and among them word 0.
 */
export function drawDocuments(random: Random, V: number, m: number): number[][] {
  const others = Array.from({ length: V - 1 }, (_, j) => j + 1);
  const documents = Array.from({ length: m - 1 }, (_, j) =>
    random.shuffle([0, ...others]).slice(0, j + 1),
  );
  const longest = random.shuffle([0, ...random.shuffle(others).slice(0, m)]);
  return random.shuffle([...documents, longest]);
}

function known(words: readonly number[]): number {
  return words.filter((word) => word !== NO_TOKEN).length;
}

/** The averages, each times a factor of its own. */
function byDocument(
  E: Matrix,
  documents: Documents,
  factor: (words: readonly number[], j: number) => number,
): Matrix {
  const average = averageEmbedding(E, documents);
  const [first, ...others] = documents.map((words, j) =>
    scale(sliceColumns(average, j, j + 1), factor(words, j)),
  );
  return hstack(first, ...others);
}

function withUnknown(E: Matrix, documents: Documents, column: number): Matrix {
  return averageEmbedding(
    E,
    documents.map((words) => words.map((word) => (word === NO_TOKEN ? column : word))),
  );
}
