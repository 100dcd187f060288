import type { Scalar, Tensor } from '@tensorflow/tfjs';
import {
  cbowLoss,
  type NegativeSamplingExample,
  type NegativeSamplingLoss,
  type NegativeSamplingParameters,
} from '../embeddings/negativeSampling';
import { sigmoid } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { mapTensors } from '../tensor/tensors';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise, Mistake } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

export type CrossEntropy = typeof tf.losses.sigmoidCrossEntropy;
export type NegativeSamplingArgs = [
  examples: NegativeSamplingExample[],
  parameters: NegativeSamplingParameters,
];
type Gradients = NegativeSamplingLoss['gradients'];

export const negativeSamplingLossExercise: Exercise<
  CrossEntropy,
  NegativeSamplingArgs,
  NegativeSamplingLoss
> = {
  id: 'negative-sampling-loss',
  lesson: '17-skip-gram-and-glove',
  functionName: 'negativeSamplingLoss',
  argumentNames: ['examples', 'parameters'],
  resultName: 'result',
  allowed: [
    'Matrix',
    'add',
    'addEmbeddingGradient',
    'embeddingForward',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'scale',
    'sigmoid',
    'sliceColumns',
    'subtract',
    'sumColumns',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: () => tf.losses.sigmoidCrossEntropy,
  oracle: lossAndGradients,
  checks: [
    {
      id: 'different-words',
      title: 'one pair of words, or several that share none',
      points: 2,
      cases: (random) => [
        draw(random, [{ inputs: 1, negatives: 3 }]),
        draw(random, [{ inputs: 1, negatives: 1 }]),
        draw(random, [
          { inputs: 1, negatives: 4 },
          { inputs: 1, negatives: 2 },
        ]),
      ],
    },
    {
      id: 'repeated-words',
      title: 'words that come in several examples, or twice as noise',
      points: 1,
      cases: (random) => [drawRepeated(random, 1)],
    },
    {
      id: 'large-values',
      title: 'answers so wrong that σ rounds to 0',
      points: 1,
      cases: (random) => [drawLarge(random, 1)],
    },
  ],
  mistakes: [
    ...negativeSamplingMistakes(),
    {
      when: 'target and input are exchanged',
      result: (examples, parameters) =>
        cbowLoss(
          examples.map(({ inputs: [input], target, negatives }) => ({
            inputs: [target],
            target: input,
            negatives,
          })),
          parameters,
        ),
    },
  ],
};

/** The loss of all questions by tf.losses, and its gradients by both matrices. */
export function lossAndGradients(
  crossEntropy: CrossEntropy,
  examples: readonly NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
): NegativeSamplingLoss {
  const wanted = tf.losses.sigmoidCrossEntropy;
  requireFunction(crossEntropy, wanted, 'tf.losses.sigmoidCrossEntropy');
  // Rows are words here: tensors stand transposed.
  const loss = (...[vectors, thetas]: Tensor[]): Scalar =>
    tf.addN<Scalar>(
      examples.map(({ inputs, target, negatives }) => {
        const h = tf.mean(tf.gather(vectors, [...inputs]), 0, true);
        const z = tf.matMul(h, tf.gather(thetas, [target, ...negatives]), false, true);
        const y = tf.tensor2d([[1, ...negatives.map(() => 0)]]);
        return crossEntropy<Tensor, Scalar>(y, z, 1, 0, tf.Reduction.SUM);
      }),
    );
  const { value, grads } = tf.valueAndGrads(loss)([toTensor(E), toTensor(Theta)]);
  return {
    loss: value.dataSync()[0],
    gradients: { dE: toMatrix(grads[0]), dTheta: toMatrix(grads[1]) },
  };
}

/** How many words an example has. */
interface Size {
  readonly inputs: number;
  readonly negatives: number;
}

/** Examples in which no word comes twice. */
export function draw(random: Random, sizes: readonly Size[]): NegativeSamplingArgs {
  const V = random.integer(14, 17);
  const words = random.shuffle(Array.from({ length: V }, (_, word) => word));
  const take = (count: number) => words.splice(0, count);
  const examples = sizes.map(({ inputs, negatives }) => {
    const [target] = take(1);
    return { inputs: take(inputs), target, negatives: take(negatives) };
  });
  return [examples, drawParameters(random, V)];
}

/** Examples in which words come again as inputs, as targets and as noise. */
export function drawRepeated(random: Random, inputs: number): NegativeSamplingArgs {
  const V = random.integer(14, 17);
  const [a, b, c, d, ...rest] = random.shuffle(Array.from({ length: V }, (_, word) => word));
  const context = (first: number) => [first, ...rest.slice(0, inputs - 1)];
  return [
    [
      { inputs: context(a), target: b, negatives: [c, c, d] },
      { inputs: context(a), target: d, negatives: [b, c] },
      { inputs: context(b), target: a, negatives: [c, d, d, b] },
    ],
    drawParameters(random, V),
  ];
}

/** Where every answer is wrong by 800, so that σ rounds to 0: e⁻⁸⁰⁰ is 0 in 64 bits, too. */
export function drawLarge(random: Random, inputs: number): NegativeSamplingArgs {
  const [examples, { E, Theta }] = draw(random, [{ inputs, negatives: 2 }]);
  for (const { inputs: words, target, negatives } of examples) {
    const h = Array.from(
      { length: E.rows },
      (_, i) => words.reduce((sum, word) => sum + E.get(i, word), 0) / words.length,
    );
    const square = h.reduce((sum, hi) => sum + hi * hi, 0);
    for (const word of [target, ...negatives]) {
      const z = word === target ? -800 : 800;
      h.forEach((hi, i) => Theta.set(i, word, (z * hi) / square));
    }
  }
  return [examples, { E, Theta }];
}

function drawParameters(random: Random, V: number): NegativeSamplingParameters {
  const n_e = random.integer(3, 7);
  return { E: random.normalMatrix(n_e, V, 0.8), Theta: random.normalMatrix(n_e, V, 0.8) };
}

/** What goes wrong with a skip-gram and a bag of words alike. */
export function negativeSamplingMistakes(): Mistake<NegativeSamplingArgs, NegativeSamplingLoss>[] {
  return [
    {
      when: 'the logarithm is taken of a σ that has rounded to 0: compute it from z directly',
      result: (examples, parameters) => ({
        ...cbowLoss(examples, parameters),
        loss: questions(examples, parameters).reduce(
          (sum, { z, y }) => sum - Math.log(logistic(y === 1 ? z : -z)),
          0,
        ),
      }),
    },
    {
      when: 'the loss is not the sum over the examples but their mean',
      result: (...args) => scaled(cbowLoss(...args), 1 / args[0].length),
    },
    {
      when: 'the loss is the mean over the examples, while the gradients are those of the sum',
      result: (...args) => scaled(cbowLoss(...args), 1, 1 / args[0].length),
    },
    {
      when: 'the gradients have the wrong sign',
      result: (...args) => scaled(cbowLoss(...args), -1, 1),
    },
    {
      when: 'dE and dTheta are exchanged',
      result(...args) {
        const { loss, gradients } = cbowLoss(...args);
        return { loss, gradients: { dE: gradients.dTheta, dTheta: gradients.dE } };
      },
    },
    {
      when: 'E and Theta are exchanged, and their gradients with them',
      result(examples, { E, Theta }) {
        const { loss, gradients } = cbowLoss(examples, { E: Theta, Theta: E });
        return { loss, gradients: { dE: gradients.dTheta, dTheta: gradients.dE } };
      },
    },
    {
      when: "the asked words' vectors are taken from E, too, instead of from Theta",
      result: (examples, { E }) => cbowLoss(examples, { E, Theta: E }),
    },
    {
      when: 'the noise is left out',
      result: (examples, parameters) =>
        cbowLoss(
          examples.map((example) => ({ ...example, negatives: [] })),
          parameters,
        ),
    },
    {
      when: 'the noise is taken for right, too: its answer must be 0',
      result: (examples, parameters) => answered(examples, parameters, () => 1),
    },
    {
      when: 'the answers are the wrong way round: 0 for the target, 1 for the noise',
      result: (examples, parameters) => answered(examples, parameters, (y) => 1 - y),
    },
    {
      when: 'the gradient of the target lacks its − 1: dz is σ(z) − y',
      result: (examples, parameters) => ({
        loss: cbowLoss(examples, parameters).loss,
        gradients: answered(examples, parameters, () => 0).gradients,
      }),
    },
    {
      when: 'a word that comes again loses its earlier gradients (= where += is needed)',
      result: (examples, parameters) => ({
        loss: cbowLoss(examples, parameters).loss,
        gradients: gradientsOf(examples, parameters, { put: (_, term) => term }),
      }),
    },
    ...(['dE', 'dTheta'] as const).map((name) => ({
      when: `a word that comes again loses its earlier gradients in ${name} (= where += is needed)`,
      result(...[examples, parameters]: NegativeSamplingArgs) {
        const { loss, gradients } = cbowLoss(examples, parameters);
        const latest = gradientsOf(examples, parameters, { put: (_, term) => term });
        return { loss, gradients: { ...gradients, [name]: latest[name] } };
      },
    })),
  ];
}

function scaled({ loss, gradients }: NegativeSamplingLoss, factor: number, ofLoss = factor) {
  return {
    loss: loss * ofLoss,
    gradients: mapTensors(gradients, (gradient) => scale(gradient, factor)),
  };
}

/** One question of an example: does this word belong there? */
interface Question {
  readonly inputs: readonly number[];
  readonly asked: number;
  /** 1 for yes. */
  readonly y: number;
  readonly h: readonly number[];
  readonly z: number;
}

function questions(
  examples: readonly NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
): Question[] {
  return examples.flatMap(({ inputs, target, negatives }) => {
    const h = Array.from(
      { length: E.rows },
      (_, i) => inputs.reduce((sum, word) => sum + E.get(i, word), 0) / inputs.length,
    );
    return [target, ...negatives].map((asked, k) => ({
      inputs,
      asked,
      y: k === 0 ? 1 : 0,
      h,
      z: h.reduce((sum, hi, i) => sum + Theta.get(i, asked) * hi, 0),
    }));
  });
}

/** Loss and gradients if other answers were the right ones. */
function answered(
  examples: readonly NegativeSamplingExample[],
  parameters: NegativeSamplingParameters,
  answer: (y: number) => number,
): NegativeSamplingLoss {
  return {
    loss: questions(examples, parameters).reduce(
      (sum, { z, y }) => sum + softplus(answer(y) === 1 ? -z : z),
      0,
    ),
    gradients: gradientsOf(examples, parameters, { answer }),
  };
}

/** The gradients, put together question by question: by `put`, which adds if all is right. */
function gradientsOf(
  examples: readonly NegativeSamplingExample[],
  parameters: NegativeSamplingParameters,
  {
    answer = (y) => y,
    put = (before, term) => before + term,
  }: { answer?: (y: number) => number; put?: (before: number, term: number) => number } = {},
): Gradients {
  const { E, Theta } = parameters;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  for (const { inputs, asked, y, h, z } of questions(examples, parameters)) {
    const dz = logistic(z) - answer(y);
    h.forEach((hi, i) => {
      dTheta.set(i, asked, put(dTheta.get(i, asked), dz * hi));
      const share = (dz * Theta.get(i, asked)) / inputs.length;
      for (const word of inputs) dE.set(i, word, put(dE.get(i, word), share));
    });
  }
  return { dE, dTheta };
}

function logistic(z: number): number {
  return sigmoid(Matrix.from([[z]])).data[0];
}

/** log(1 + eᶻ) = −log σ(−z) */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
