import type { Scalar, Variable } from '@tensorflow/tfjs';
import {
  neuralLmBackward,
  neuralLmForward,
  type NeuralLmGradients,
  type NeuralLmParameters,
} from '../embeddings/neuralLm';
import { NO_TOKEN } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  applyNeuralLm,
  draw,
  neuralLmForwardExercise,
  neuralLmLayers,
  takenSizes,
  withNeuralLm,
  type NeuralLmLayers,
} from './neural-lm-forward';
import { fromDenseWeights, tf, toMatrix, toTensor } from './tfjs';

type Memory = { x: Matrix; a: Matrix };
type Args = [dz: Matrix, contexts: number[][], memory: Memory, parameters: NeuralLmParameters];

export const neuralLmBackwardExercise: Exercise<NeuralLmLayers, Args, NeuralLmGradients> = {
  id: 'neural-lm-backward',
  lesson: '16-learning-embeddings',
  functionName: 'neuralLmBackward',
  argumentNames: ['dz', 'contexts', 'memory', 'parameters'],
  resultName: 'gradients',
  allowed: [...neuralLmForwardExercise.allowed, 'addEmbeddingGradient'],
  tolerance: float32Tolerance,
  layers: neuralLmLayers,
  oracle: gradients,
  checks: [
    {
      id: 'different-words',
      title: 'every word at most once',
      points: 3,
      cases(random, layers) {
        // At most 3 × 3 words, of at least 9.
        return [
          drawBackward(random, layers, 3, 2),
          drawBackward(random, layers, 2, 3),
          drawBackward(random, layers, 1, 1),
        ];
      },
    },
    {
      id: 'repeated-words',
      title: 'a word that stands in several places, or in several examples',
      points: 2,
      cases(random, layers) {
        const [k, m] = distinctSizes(random, 2, takenSizes(layers));
        const [contexts] = draw(random, layers, k, m);
        const again = contexts[0][0];
        const repeated = contexts.map((context, j) =>
          context.map((word, p) => ((p + j) % 2 === 0 ? again : word)),
        );
        return [
          drawBackward(random, layers, k, m, repeated),
          drawBackward(random, layers, 4, 1, [[1, 0, 1, 1]]),
          drawBackward(random, layers, 1, 4, [[2], [0], [2], [2]]),
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'a word that comes again loses its earlier gradients (= where += is needed)',
      result: (dz, contexts, memory, parameters) => ({
        ...own(dz, contexts, memory, parameters),
        dE: lastOnly(dz, contexts, memory, parameters),
      }),
    },
    {
      when: 'a word that comes again loses its earlier gradients (= where += is needed)',
      result: (dz, contexts, memory, parameters) => ({
        ...own(dz, contexts, memory, parameters),
        dE: lastOnly(dz, contexts, memory, parameters, { byExample: true }),
      }),
    },
    {
      when: 'the gradients of E are added to another matrix: dE stays zero',
      result: (dz, contexts, memory, parameters) => ({
        ...own(dz, contexts, memory, parameters),
        dE: placesOnly(dz, contexts, memory, parameters, () => false),
      }),
    },
    {
      when: 'the slope of tanh, 1 − a², is left out',
      result: (dz, contexts, { x, a }, parameters) => ({
        ...own(dz, contexts, { x, a: scale(a, 0) }, parameters),
        dWya: own(dz, contexts, { x, a }, parameters).dWya,
      }),
    },
    {
      when: 'all gradients are divided by m: dz holds the 1/m already',
      result: (dz, contexts, memory, parameters) =>
        own(scale(dz, 1 / dz.cols), contexts, memory, parameters),
    },
    {
      when: 'dba is the mean over the examples, instead of their sum',
      result(dz, contexts, memory, parameters) {
        const all = own(dz, contexts, memory, parameters);
        return { ...all, dba: scale(all.dba, 1 / dz.cols) };
      },
    },
    {
      when: 'dby is the mean over the examples, instead of their sum',
      result(dz, contexts, memory, parameters) {
        const all = own(dz, contexts, memory, parameters);
        return { ...all, dby: scale(all.dby, 1 / dz.cols) };
      },
    },
    {
      when: "the gradient of each place goes to the word of another: the context's order is reversed",
      result: (dz, contexts, memory, parameters) =>
        own(
          dz,
          contexts.map((context) => context.toReversed()),
          memory,
          parameters,
        ),
    },
    {
      when: 'only the last place of the context gets its gradient',
      result: (dz, contexts, memory, parameters) => ({
        ...own(dz, contexts, memory, parameters),
        dE: placesOnly(dz, contexts, memory, parameters, (p, k) => p === k - 1),
      }),
    },
    {
      when: 'only the first place of the context gets its gradient',
      result: (dz, contexts, memory, parameters) => ({
        ...own(dz, contexts, memory, parameters),
        dE: placesOnly(dz, contexts, memory, parameters, (p) => p === 0),
      }),
    },
  ],
};

function drawBackward(
  random: Random,
  layers: NeuralLmLayers,
  k: number,
  m: number,
  contexts?: number[][],
): Args {
  const [drawn, parameters] = draw(random, layers, k, m);
  const own = contexts ?? drawn;
  const { x, a } = neuralLmForward(own, parameters).cache;
  return [random.normalMatrix(parameters.E.cols, m), own, { x, a }, parameters];
}

/**
 * The gradients that tf.js finds for Σ dz ∗ z, whose derivative by z is dz: just as if a loss further
 * on had sent this dz back.
 */
function gradients(
  layers: NeuralLmLayers,
  dz: Matrix,
  contexts: number[][],
  _: Memory,
  parameters: NeuralLmParameters,
): NeuralLmGradients {
  takenSizes(layers);
  return withNeuralLm(layers, contexts, parameters, (own, input) => {
    const upstream = toTensor(dz);
    const loss = () => tf.sum<Scalar>(tf.mul(applyNeuralLm(own, input).z, upstream));
    const variables = [own.embedding, own.hidden, own.output].flatMap((layer) =>
      layer.trainableWeights.map((weight) => weight.read() as Variable),
    );
    const { grads } = tf.variableGrads(loss, variables);
    const [dE, ...dense] = variables.map(({ name }) => grads[name]);
    const hidden = fromDenseWeights(dense.slice(0, 2));
    const output = fromDenseWeights(dense.slice(2));
    return {
      dE: toMatrix(dE),
      dWax: hidden.Wya,
      dba: hidden.by,
      dWya: output.Wya,
      dby: output.by,
    };
  });
}

/** The library's gradients, which may be given something wrong. */
function own(
  dz: Matrix,
  contexts: number[][],
  { x, a }: Memory,
  parameters: NeuralLmParameters,
): NeuralLmGradients {
  const places = contexts[0].map((_, p) => contexts.map((context) => context[p]));
  return neuralLmBackward(dz, { places, x, a, parameters });
}

/** dE with the gradients of some places p of k alone. */
function placesOnly(
  dz: Matrix,
  contexts: number[][],
  memory: Memory,
  parameters: NeuralLmParameters,
  counts: (p: number, k: number) => boolean,
): Matrix {
  const chosen = contexts.map((context) =>
    context.map((word, p) => (counts(p, context.length) ? word : NO_TOKEN)),
  );
  return own(dz, chosen, memory, parameters).dE;
}

/** dE where each word keeps what its last place alone gave it, as the loops come by it. */
function lastOnly(
  dz: Matrix,
  contexts: number[][],
  memory: Memory,
  parameters: NeuralLmParameters,
  { byExample = false } = {},
): Matrix {
  const latest = new Map<number, string>();
  const visit = (p: number, j: number) => latest.set(contexts[j][p], `${p} ${j}`);
  if (byExample) contexts.forEach((context, j) => context.forEach((_, p) => visit(p, j)));
  else contexts[0].forEach((_, p) => contexts.forEach((_, j) => visit(p, j)));
  const chosen = contexts.map((context, j) =>
    context.map((word, p) => (latest.get(word) === `${p} ${j}` ? word : NO_TOKEN)),
  );
  return own(dz, chosen, memory, parameters).dE;
}
