import {
  cbowLoss,
  type NegativeSamplingExample,
  type NegativeSamplingLoss,
} from '../embeddings/negativeSampling';
import { add, scale } from '../tensor/operations';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  draw,
  drawLarge,
  drawRepeated,
  lossAndGradients,
  negativeSamplingLossExercise,
  negativeSamplingMistakes,
  type CrossEntropy,
  type NegativeSamplingArgs,
} from './negative-sampling-loss';
import { tf } from './tfjs';

export const cbowLossExercise: Exercise<CrossEntropy, NegativeSamplingArgs, NegativeSamplingLoss> =
  {
    id: 'cbow-loss',
    lesson: '17-skip-gram-and-glove',
    functionName: 'cbowLoss',
    argumentNames: ['examples', 'parameters'],
    resultName: 'result',
    allowed: negativeSamplingLossExercise.allowed,
    tolerance: float32Tolerance,
    layers: () => tf.losses.sigmoidCrossEntropy,
    // h is the mean over the inputs, of which a skip-gram has one: see negative-sampling-loss.ts.
    oracle: lossAndGradients,
    checks: [
      {
        id: 'different-words',
        title: 'contexts of several sizes, no word twice',
        points: 1,
        cases: (random) => [
          draw(random, [{ inputs: 4, negatives: 3 }]),
          draw(random, [
            { inputs: 3, negatives: 1 },
            { inputs: 1, negatives: 2 },
            { inputs: 2, negatives: 0 },
          ]),
        ],
      },
      {
        id: 'repeated-words',
        title: 'words that come in several examples, or twice in one context',
        points: 1,
        cases(random) {
          const [examples, parameters] = drawRepeated(random, 3);
          const twice = examples.map(({ inputs, ...rest }) => ({
            ...rest,
            inputs: [...inputs, inputs[0]],
          }));
          return [
            [examples, parameters],
            [twice, parameters],
          ];
        },
      },
      {
        id: 'large-values',
        title: 'answers so wrong that σ rounds to 0',
        points: 1,
        cases: (random) => [drawLarge(random, 3)],
      },
    ],
    mistakes: [
      ...negativeSamplingMistakes(),
      {
        when: "h is the sum of the context's vectors instead of their mean",
        result(examples, { E, Theta }) {
          const each = examples.map((example) => {
            const n = example.inputs.length;
            const { loss, gradients } = cbowLoss([example], { E: scale(E, n), Theta });
            // The loss depends on n E, so that its gradient by E is n times the one by n E.
            return { loss, gradients: { ...gradients, dE: scale(gradients.dE, n) } };
          });
          return each.reduce(sum);
        },
      },
      {
        when: "h is the sum of the context's vectors, while the gradients are shared out as for the mean",
        result: (examples, { E, Theta }) =>
          examples
            .map((example) => cbowLoss([example], { E: scale(E, example.inputs.length), Theta }))
            .reduce(sum),
      },
      {
        when: 'each word of the context gets all of dh, instead of its share of the mean',
        result: (examples, parameters) =>
          examples
            .map((example) => {
              const { loss, gradients } = cbowLoss([example], parameters);
              const dE = scale(gradients.dE, example.inputs.length);
              return { loss, gradients: { ...gradients, dE } };
            })
            .reduce(sum),
      },
      {
        when: 'only the first word of the context is looked at',
        result: (examples, parameters) =>
          cbowLoss(
            examples.map(({ inputs, ...rest }) => ({ ...rest, inputs: inputs.slice(0, 1) })),
            parameters,
          ),
      },
      {
        when: 'each word of the context is asked alone, as by a skip-gram, and the losses added',
        result: (examples, parameters) => cbowLoss(examples.flatMap(alone), parameters),
      },
      {
        when: 'a word that stands twice in a context counts once',
        result: (examples, parameters) =>
          cbowLoss(
            examples.map(({ inputs, ...rest }) => ({ ...rest, inputs: [...new Set(inputs)] })),
            parameters,
          ),
      },
    ],
  };

function alone({ inputs, ...rest }: NegativeSamplingExample): NegativeSamplingExample[] {
  return inputs.map((input) => ({ ...rest, inputs: [input] }));
}

function sum(one: NegativeSamplingLoss, other: NegativeSamplingLoss): NegativeSamplingLoss {
  return {
    loss: one.loss + other.loss,
    gradients: {
      dE: add(one.gradients.dE, other.gradients.dE),
      dTheta: add(one.gradients.dTheta, other.gradients.dTheta),
    },
  };
}
