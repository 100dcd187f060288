import type { Tensor } from '@tensorflow/tfjs';
import type { NeuralLmParameters } from '../embeddings/neuralLm';
import { softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { scale, sliceRows, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireLayer, tf, toDenseWeights, toMatrix, toTensor, unitsOf, withWeights } from './tfjs';

export type NeuralLmLayers = Readonly<{
  embedding: ReturnType<typeof tf.layers.embedding>;
  hidden: ReturnType<typeof tf.layers.dense>;
  output: ReturnType<typeof tf.layers.dense>;
}>;
type Args = [contexts: number[][], parameters: NeuralLmParameters];
type Forward = { z: Matrix; x: Matrix; a: Matrix };

export const neuralLmForwardExercise: Exercise<NeuralLmLayers, Args, Forward> = {
  id: 'neural-lm-forward',
  lesson: '16-learning-embeddings',
  functionName: 'neuralLmForward',
  argumentNames: ['contexts', 'parameters'],
  resultName: 'result',
  allowed: [
    'Matrix',
    'add',
    'embeddingForward',
    'hadamard',
    'map',
    'matmul',
    'matmulTransposed',
    'scale',
    'sliceColumns',
    'sliceRows',
    'subtract',
    'sumColumns',
    'tanh',
    'transpose',
    'transposedMatmul',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers: neuralLmLayers,
  oracle: forward,
  checks: [
    {
      id: 'values',
      title: 'contexts of several words',
      points: 2,
      cases(random, layers) {
        const [k, m] = distinctSizes(random, 2, takenSizes(layers));
        return [draw(random, layers, k, m), draw(random, layers, m, k)];
      },
    },
    {
      id: 'ones',
      title: 'contexts of one word; a single example',
      points: 1,
      cases(random, layers) {
        const [size] = distinctSizes(random, 1, takenSizes(layers));
        return [draw(random, layers, 1, size), draw(random, layers, size, 1)];
      },
    },
    {
      id: 'repeated-words',
      title: 'a word that comes several times, in one context and in several',
      points: 1,
      cases(random, layers) {
        const [k, m] = distinctSizes(random, 2, takenSizes(layers));
        const [contexts, parameters] = draw(random, layers, k, m);
        const V = parameters.E.cols;
        const again = contexts[0][0];
        const repeated = contexts.map((context, j) =>
          context.map((word, p) => ((p + j) % 2 === 0 ? again : (word + 1) % V)),
        );
        return [[repeated, parameters]];
      },
    },
  ],
  mistakes: [
    {
      when: "the context's words stand in reverse order: e_1, the first word's vector, comes on top",
      result: (contexts, parameters) =>
        own(
          contexts.map((context) => context.toReversed()),
          parameters,
        ),
    },
    {
      when: 'all examples get the context of the first',
      result: (contexts, parameters) =>
        own(
          contexts.map(() => contexts[0]),
          parameters,
        ),
    },
    {
      when: "each place's vector is that of the first word",
      result: (contexts, parameters) =>
        own(
          contexts.map((context) => context.map(() => context[0])),
          parameters,
        ),
    },
    {
      when: 'ba is left out',
      result: (contexts, parameters) =>
        own(contexts, { ...parameters, ba: scale(parameters.ba, 0) }),
    },
    {
      when: 'by is left out',
      result: (contexts, parameters) =>
        own(contexts, { ...parameters, by: scale(parameters.by, 0) }),
    },
    {
      when: 'a softmax was put on z: the loss will do that',
      result(contexts, parameters) {
        const { z, x, a } = own(contexts, parameters);
        return { z: softmax(z), x, a };
      },
    },
    {
      when: 'tanh is left out',
      result: (contexts, parameters) => own(contexts, parameters, 'linear'),
    },
    {
      when: 'the hidden layer has a sigmoid instead of tanh',
      result: (contexts, parameters) => own(contexts, parameters, 'sigmoid'),
    },
    {
      when: 'a ReLU stands in the place of tanh',
      result: (contexts, parameters) => own(contexts, parameters, 'relu'),
    },
    {
      when: 'x holds all first entries, then all second ones, instead of one word under the other',
      result(contexts, parameters) {
        const { E, Wax } = parameters;
        const { x } = own(contexts, parameters);
        const k = Wax.cols / E.rows;
        const [first, ...others] = Array.from({ length: x.rows }, (_, row) => {
          const place = (row % k) * E.rows + Math.floor(row / k);
          return sliceRows(x, place, place + 1);
        });
        return afterwards(vstack(first, ...others), parameters);
      },
    },
  ],
};

export function neuralLmLayers(random: Random): NeuralLmLayers {
  const [n_e, n_a] = distinctSizes(random, 2, []);
  const V = random.integer(9, 11);
  return {
    embedding: tf.layers.embedding({ inputDim: V, outputDim: n_e }),
    hidden: tf.layers.dense({ units: n_a, activation: 'tanh' }),
    output: tf.layers.dense({ units: V }),
  };
}

/** @throws TypeError where the layers are not what the exercises compare with */
function sizesOf({ embedding, hidden, output }: NeuralLmLayers): {
  V: number;
  n_e: number;
  n_a: number;
} {
  requireLayer(embedding, 'Embedding');
  requireLayer(hidden, 'Dense', { activation: 'tanh', useBias: true });
  requireLayer(output, 'Dense', { activation: 'linear', useBias: true });
  const { inputDim: V, outputDim: n_e } = embedding.getConfig() as Record<string, number>;
  if (unitsOf(output) !== V) {
    throw new TypeError(
      `the output layer must have as many units as the embedding has words, ${V}, ` +
        `but has ${unitsOf(output)}`,
    );
  }
  return { V, n_e, n_a: unitsOf(hidden) };
}

/** V, n_e and n_a, which other sizes must differ from. */
export function takenSizes(layers: NeuralLmLayers): number[] {
  return Object.values(sizesOf(layers));
}

/** m contexts of k words, all words of all contexts different as long as there are enough. */
export function draw(random: Random, layers: NeuralLmLayers, k: number, m: number): Args {
  const { V, n_e, n_a } = sizesOf(layers);
  const words = random.shuffle(Array.from({ length: V }, (_, word) => word));
  const contexts = Array.from({ length: m }, (_, j) =>
    Array.from({ length: k }, (_, p) => words[(j * k + p) % V]),
  );
  const parameters = {
    E: random.normalMatrix(n_e, V),
    Wax: random.normalMatrix(n_a, k * n_e, 0.5),
    ba: random.normalMatrix(n_a, 1, 0.5),
    Wya: random.normalMatrix(V, n_a),
    by: random.normalMatrix(V, 1),
  };
  return [contexts, parameters];
}

/** Runs copies of the three layers, with the given parameters, in the words' order. */
export function withNeuralLm<R>(
  { embedding, hidden, output }: NeuralLmLayers,
  contexts: number[][],
  { E, Wax, ba, Wya, by }: NeuralLmParameters,
  run: (layers: NeuralLmLayers, input: Tensor) => R,
): R {
  const [m, k] = [contexts.length, Wax.cols / E.rows];
  return withWeights(embedding, [m, k], [toTensor(E)], (ownEmbedding) =>
    withWeights(hidden, [m, Wax.cols], toDenseWeights({ Wya: Wax, by: ba }), (ownHidden) =>
      withWeights(output, [m, Wya.cols], toDenseWeights({ Wya, by }), (ownOutput) =>
        run(
          { embedding: ownEmbedding, hidden: ownHidden, output: ownOutput },
          tf.tensor2d(contexts, [m, k], 'int32'),
        ),
      ),
    ),
  );
}

/** The vectors side by side in a row, [m, k n_e], and what the layers make of them. */
export function applyNeuralLm(
  { embedding, hidden, output }: NeuralLmLayers,
  input: Tensor,
): { z: Tensor; x: Tensor; a: Tensor } {
  const vectors = embedding.apply(input) as Tensor;
  const x = tf.reshape(vectors, [input.shape[0], -1]);
  const a = hidden.apply(x) as Tensor;
  return { z: output.apply(a) as Tensor, x, a };
}

function forward(
  layers: NeuralLmLayers,
  contexts: number[][],
  parameters: NeuralLmParameters,
): Forward {
  sizesOf(layers);
  return withNeuralLm(layers, contexts, parameters, (own, input) => {
    const { z, x, a } = applyNeuralLm(own, input);
    return { z: toMatrix(z), x: toMatrix(x), a: toMatrix(a) };
  });
}

/** The three layers in the parameters' sizes. */
export function layersFor({ E, ba }: NeuralLmParameters): NeuralLmLayers {
  return {
    embedding: tf.layers.embedding({ inputDim: E.cols, outputDim: E.rows }),
    hidden: tf.layers.dense({ units: ba.rows, activation: 'tanh' }),
    output: tf.layers.dense({ units: E.cols }),
  };
}

type Activation = 'tanh' | 'linear' | 'sigmoid' | 'relu';

function own(
  contexts: number[][],
  parameters: NeuralLmParameters,
  activation: Activation = 'tanh',
): Forward {
  return withNeuralLm(layersFor(parameters), contexts, parameters, ({ embedding }, input) => {
    const vectors = embedding.apply(input) as Tensor;
    return afterwards(toMatrix(tf.reshape(vectors, [contexts.length, -1])), parameters, activation);
  });
}

/** What comes out behind the look-up. */
function afterwards(
  x: Matrix,
  { E, Wax, ba, Wya, by }: NeuralLmParameters,
  activation: Activation = 'tanh',
): Forward {
  const rows = toTensor(x);
  const layer = (units: number, name: Activation) => tf.layers.dense({ units, activation: name });
  const a = withWeights(
    layer(ba.rows, activation),
    rows.shape,
    toDenseWeights({ Wya: Wax, by: ba }),
    (hidden) => hidden.apply(rows) as Tensor,
  );
  const z = withWeights(
    layer(E.cols, 'linear'),
    a.shape,
    toDenseWeights({ Wya, by }),
    (output) => output.apply(a) as Tensor,
  );
  return { z: toMatrix(z), x, a: toMatrix(a) };
}
