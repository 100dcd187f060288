import type { Tensor } from '@tensorflow/tfjs';
import { NO_TOKEN } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireLayer, tf, toSequence, toTensor, withWeights } from './tfjs';

export type EmbeddingLayer = ReturnType<typeof tf.layers.embedding>;
type Args = [E: Matrix, tokens: number[][]];

export const embeddingLookupExercise: Exercise<EmbeddingLayer, Args, Matrix[]> = {
  id: 'embedding-lookup',
  lesson: '05-language-models',
  functionName: 'embeddingLookup',
  argumentNames: ['E', 'tokens'],
  resultName: 'x',
  allowed: ['Matrix', 'NO_TOKEN', 'hstack', 'matmul', 'sliceColumns', 'transpose'],
  tolerance: float32Tolerance,
  layers: embeddingLayer,
  oracle: embedded,
  checks: [
    {
      id: 'values',
      title: 'a batch of sequences',
      points: 2,
      cases(random, layer) {
        const { V, n_e } = embeddingSizes(layer);
        const [m, T] = distinctSizes(random, 2, [V, n_e]);
        return [
          [m, T],
          [1, T],
          [m, 1],
        ].map(([columns, steps]) => [
          random.normalMatrix(n_e, V),
          drawTokens(random, V, columns, steps),
        ]);
      },
    },
    {
      id: 'no-token',
      title: 'no token, −1: a column of zeros',
      points: 1,
      cases(random, layer) {
        const { V, n_e } = embeddingSizes(layer);
        const [m, T] = distinctSizes(random, 2, [V, n_e]);
        const tokens = drawTokens(random, V, m, T);
        return [
          [random.normalMatrix(n_e, V), [Array<number>(m).fill(NO_TOKEN), ...tokens]],
          [random.normalMatrix(n_e, V), tokens.map((step) => [NO_TOKEN, ...step.slice(1)])],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'no token, −1, gets the last column of E',
      result: (E, tokens) => withNumbers(tokens, (token) => (token < 0 ? E.cols - 1 : token), E),
    },
    {
      when: 'no token, −1, gets the first column of E',
      result: (E, tokens) => withNumbers(tokens, (token) => Math.max(token, 0), E),
    },
    {
      when: 'each token gets the column of the next one: columns are counted from 0',
      result: (E, tokens) => withNumbers(tokens, (token) => (token + 1) % E.cols, E),
    },
    {
      when: 'all steps get the vectors of the first step',
      result: (E, tokens) =>
        embedded(
          layerFor(E),
          E,
          tokens.map(() => tokens[0]),
        ),
    },
    {
      when: 'the sequence stands in reverse',
      result: (E, tokens) => embedded(layerFor(E), E, [...tokens].reverse()),
    },
    {
      when: 'all examples get the vectors of the first example',
      result: (E, tokens) =>
        embedded(
          layerFor(E),
          E,
          tokens.map((step) => step.map(() => step[0])),
        ),
    },
  ],
};

export function embeddingLayer(random: Random): EmbeddingLayer {
  return tf.layers.embedding({
    inputDim: random.integer(8, 11),
    outputDim: random.integer(2, 7),
  });
}

/** V, the number of tokens, and n_e, the size of a token's vector. */
export function embeddingSizes(layer: EmbeddingLayer): { V: number; n_e: number } {
  requireLayer(layer, 'Embedding');
  const { inputDim, outputDim } = layer.getConfig();
  return { V: inputDim as number, n_e: outputDim as number };
}

/** T lists of m tokens, of which EOS, number 0, is the first one and the last. */
export function drawTokens(random: Random, V: number, m: number, T: number): number[][] {
  const tokens = Array.from({ length: T }, () =>
    Array.from({ length: m }, () => random.integer(0, V - 1)),
  );
  tokens[0][0] = 0;
  tokens[T - 1][m - 1] = 0;
  return tokens;
}

/**
 * The layer's vectors for numbers `[m, T]`, as a tensor `[m, T, n_e]`. tf.js takes −1 for no number,
 * so that 0 stands in its place, and its vector is multiplied by 0.
 */
export function embed(layer: EmbeddingLayer, tokens: readonly (readonly number[])[]): Tensor {
  const numbers = tf.transpose(tf.tensor2d(tokens as number[][], undefined, 'int32'));
  const isToken = tf.expandDims(tf.cast(tf.notEqual(numbers, NO_TOKEN), 'float32'), 2);
  return tf.mul(layer.apply(tf.maximum(numbers, 0)) as Tensor, isToken);
}

function embedded(layer: EmbeddingLayer, E: Matrix, tokens: number[][]): Matrix[] {
  requireLayer(layer, 'Embedding');
  const shape = [tokens[0].length, tokens.length];
  return withWeights(layer, shape, [toTensor(E)], (copy) => toSequence(embed(copy, tokens)));
}

/** A layer of E's size. */
function layerFor(E: Matrix): EmbeddingLayer {
  return tf.layers.embedding({ inputDim: E.cols, outputDim: E.rows });
}

function withNumbers(tokens: number[][], change: (token: number) => number, E: Matrix): Matrix[] {
  return embedded(
    layerFor(E),
    E,
    tokens.map((step) => step.map(change)),
  );
}
