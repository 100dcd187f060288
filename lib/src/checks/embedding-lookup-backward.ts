import type { Tensor, Variable } from '@tensorflow/tfjs';
import { NO_TOKEN } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import {
  drawTokens,
  embed,
  embeddingLayer,
  embeddingLookupExercise,
  embeddingSizes,
  type EmbeddingLayer,
} from './embedding-lookup';
import type { Exercise } from './exercise';
import { requireLayer, tf, toMatrix, toSequenceTensor, withWeights } from './tfjs';

type Args = [dx: Matrix[], tokens: number[][], V: number];

export const embeddingLookupBackwardExercise: Exercise<EmbeddingLayer, Args, Matrix> = {
  id: 'embedding-lookup-backward',
  lesson: '05-language-models',
  functionName: 'embeddingLookupBackward',
  argumentNames: ['dx', 'tokens', 'V'],
  resultName: 'dE',
  allowed: [...embeddingLookupExercise.allowed, 'add', 'scale'],
  tolerance: float32Tolerance,
  layers: embeddingLayer,
  oracle: gradient,
  checks: [
    {
      id: 'once',
      title: 'each token at most once',
      points: 1,
      cases(random, layer) {
        const { V, n_e } = embeddingSizes(layer);
        const all = random.shuffle(Array.from({ length: V }, (_, token) => token));
        // Three examples of two steps, and one example of three; some tokens don't come at all.
        return [
          [all.slice(0, 3), all.slice(3, 6)],
          [[all[1]], [all[0]], [all[V - 1]]],
        ].map((tokens) => draw(random, n_e, tokens, V));
      },
    },
    {
      id: 'repeated',
      title: 'tokens that come several times, in one step and at several',
      points: 1,
      cases(random, layer) {
        const { V, n_e } = embeddingSizes(layer);
        const [m, T] = distinctSizes(random, 2, [V, n_e]);
        const often = drawTokens(random, V, m, T);
        const [again] = often[0];
        return [
          draw(random, n_e, often, V),
          draw(random, n_e, [[again, again, (again + 1) % V, again]], V),
          draw(random, n_e, [[again], [again], [(again + 2) % V]], V),
        ];
      },
    },
    {
      id: 'no-token',
      title: 'no token, −1: its gradient goes nowhere',
      points: 1,
      cases(random, layer) {
        const { V, n_e } = embeddingSizes(layer);
        // Each token at most once, so that only −1 can go wrong.
        const all = random.shuffle(Array.from({ length: V }, (_, token) => token));
        const none = [NO_TOKEN, NO_TOKEN, NO_TOKEN];
        return [draw(random, n_e, [none, all.slice(0, 3), [all[3], NO_TOKEN, all[4]]], V)];
      },
    },
  ],
  mistakes: [
    {
      when: 'a token that comes again loses its earlier gradients (= where += is needed)',
      result: (dx, tokens, V) =>
        gradient(layerFor(dx, V), dx, unlessComesLater(tokens, latestOf(tokens)), V),
    },
    {
      when: 'only the first gradient of each token is kept',
      result: (dx, tokens, V) =>
        gradient(layerFor(dx, V), dx, unlessComesLater(tokens, earliestOf(tokens)), V),
    },
    {
      when: 'the gradient of no token, −1, goes to the last token',
      result: (dx, tokens, V) =>
        gradient(
          layerFor(dx, V),
          dx,
          tokens.map((step) => step.map((token) => (token < 0 ? V - 1 : token))),
          V,
        ),
    },
    {
      when: 'the gradient of no token, −1, goes to the first token',
      result: (dx, tokens, V) =>
        gradient(
          layerFor(dx, V),
          dx,
          tokens.map((step) => step.map((token) => Math.max(token, 0))),
          V,
        ),
    },
    {
      when: 'only the last step is counted',
      result: (dx, tokens, V) => gradient(layerFor(dx, V), dx.slice(-1), tokens.slice(-1), V),
    },
    {
      when: 'the gradient is divided by m: dx holds the 1/m already',
      result: (dx, tokens, V) => scale(gradient(layerFor(dx, V), dx, tokens, V), 1 / dx[0].cols),
    },
    {
      when: 'the gradient is divided by T',
      result: (dx, tokens, V) => scale(gradient(layerFor(dx, V), dx, tokens, V), 1 / dx.length),
    },
  ],
};

/** The gradients that a loss further on has sent back. */
function draw(random: Random, n_e: number, tokens: number[][], V: number): Args {
  return [tokens.map((step) => random.normalMatrix(n_e, step.length)), tokens, V];
}

/**
 * The gradient that tf.js finds for Σ_t Σ dx<t> ∗ x<t>, whose derivative by x<t> is dx<t>: just as if
 * a loss further on had sent these dx<t> back. It does not depend on E itself.
 */
function gradient(layer: EmbeddingLayer, dx: Matrix[], tokens: number[][], V: number): Matrix {
  requireLayer(layer, 'Embedding');
  const shape = [tokens[0].length, tokens.length];
  return withWeights(layer, shape, [tf.zeros([V, dx[0].rows])], (copy) => {
    const loss = () => tf.sum<ReturnType<typeof tf.scalar>>(tf.mul(embed(copy, tokens), upstream));
    const upstream: Tensor = toSequenceTensor(dx);
    const [weight] = copy.trainableWeights.map((variable) => variable.read() as Variable);
    return toMatrix(tf.variableGrads(loss, [weight]).grads[weight.name]);
  });
}

function layerFor(dx: readonly Matrix[], V: number): EmbeddingLayer {
  return tf.layers.embedding({ inputDim: V, outputDim: dx[0].rows });
}

/** The tokens with −1 for all but one place of each. */
function unlessComesLater(tokens: number[][], kept: ReadonlyMap<number, string>): number[][] {
  return tokens.map((step, t) =>
    step.map((token, j) => (kept.get(token) === `${t} ${j}` ? token : NO_TOKEN)),
  );
}

/** Where each token comes last. */
function latestOf(tokens: readonly (readonly number[])[]): Map<number, string> {
  return new Map(
    tokens.flatMap((step, t) => step.map((token, j) => [token, `${t} ${j}`] as const)),
  );
}

/** Where each token comes first. */
function earliestOf(tokens: readonly (readonly number[])[]): Map<number, string> {
  const places = tokens.flatMap((step, t) => step.map((token, j) => [token, `${t} ${j}`] as const));
  return new Map(places.reverse());
}
