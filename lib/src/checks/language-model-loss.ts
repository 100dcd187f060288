import { NO_TOKEN } from '../networks/embedding';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import { drawTokens } from './embedding-lookup';
import type { Exercise } from './exercise';
import {
  drawModel,
  layersFor,
  modelLayers,
  modelOutput,
  modelSizes,
  sentenceLogProbabilityExercise,
  type ModelLayers,
  type ModelWeights,
} from './sentence-log-probability';
import { tf, toMask } from './tfjs';

type Args = [model: ModelWeights, targets: number[][], lengths: number[]];

export const languageModelLossExercise: Exercise<ModelLayers, Args, number> = {
  id: 'language-model-loss',
  lesson: '05-language-models',
  functionName: 'languageModelLoss',
  argumentNames: ['model', 'targets', 'lengths'],
  resultName: 'loss',
  allowed: [...sentenceLogProbabilityExercise.allowed, 'sequenceCrossEntropy'],
  tolerance: float32Tolerance,
  layers: modelLayers,
  oracle: (layers, ...args) => loss(layers, ...args),
  checks: [
    {
      id: 'one-length',
      title: 'sentences of one length',
      points: 2,
      cases(random, layers) {
        const { V, n_e, n_a } = modelSizes(layers);
        const [m, T] = distinctSizes(random, 2, [V, n_e, n_a]);
        return [
          [m, T],
          [1, T],
          [m, 1],
        ].map(([columns, steps]) => [
          drawModel(random, layers),
          drawTokens(random, V, columns, steps),
          Array<number>(columns).fill(steps),
        ]);
      },
    },
    {
      id: 'ragged-lengths',
      title: 'padding counts for nothing',
      points: 2,
      cases(random, layers) {
        const { V, n_e, n_a } = modelSizes(layers);
        // The batch is padded by a step more than its longest sentence needs, then by none.
        return [1, 0].map((beyond) => {
          const [m, T] = distinctSizes(random, 2, [2, V, n_e, n_a]);
          return [
            drawModel(random, layers),
            drawTokens(random, V, m, T),
            raggedLengths(random, m, T - beyond),
          ];
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding counts like real words, so that lengths has no effect',
      result: (model, targets, lengths) =>
        loss(
          layersFor(model),
          model,
          targets,
          lengths.map(() => targets.length),
        ),
    },
    {
      when: 'the network reads the very word that it is to predict: x<t> is y<t-1>',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths, { inputs: targets }),
    },
    {
      when: 'the first input is EOS, instead of nothing: x<1> = 0',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths, {
          inputs: [targets[0].map(() => 0), ...targets.slice(0, -1)],
        }),
    },
    {
      when: 'the sum over the sentences is not divided by m',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths) * lengths.length,
    },
    {
      when: 'the loss is divided by the number of all words, instead of by m',
      result: (model, targets, lengths) =>
        (loss(layersFor(model), model, targets, lengths) * lengths.length) /
        lengths.reduce((sum, length) => sum + length),
    },
    {
      when: 'the mean over the time steps is taken instead of their sum',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths) / targets.length,
    },
    {
      when: 'the loss is the log-probability itself, without the minus',
      result: (model, targets, lengths) => -loss(layersFor(model), model, targets, lengths),
    },
    {
      when: 'EOS is left out: a sentence counts for one step too few',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths, {
          counted: lengths.map((length) => length - 1),
        }),
    },
    {
      when: 'a sentence counts for one step too many',
      result: (model, targets, lengths) =>
        loss(layersFor(model), model, targets, lengths, {
          counted: lengths.map((length) => length + 1),
          read: lengths.map((length) => length + 1),
        }),
    },
  ],
};

/** The loss by tf.losses: masked, summed over t, averaged over m. */
function loss(
  layers: ModelLayers,
  model: ModelWeights,
  targets: number[][],
  lengths: number[],
  {
    inputs = [targets[0].map(() => NO_TOKEN), ...targets.slice(0, -1)],
    counted = lengths,
    read = lengths,
  }: { inputs?: number[][]; counted?: number[]; read?: number[] } = {},
): number {
  let value = NaN;
  tf.tidy(() => {
    const answers = tf.oneHot(tf.transpose(tf.tensor2d(targets, undefined, 'int32')), model.E.cols);
    const mask = tf.cast(toMask(counted, targets.length), 'float32');
    value = modelOutput(layers, model, inputs, read, (z) => {
      const sum = tf.losses.softmaxCrossEntropy(answers, z, mask, 0, tf.Reduction.SUM);
      return tf.div(sum, lengths.length).dataSync()[0];
    });
  });
  return value;
}
