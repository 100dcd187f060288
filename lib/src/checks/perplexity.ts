import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type WeightedLoss = typeof tf.losses.computeWeightedLoss;
type Args = [logProbabilities: number[], lengths: number[]];

export const perplexityExercise: Exercise<WeightedLoss, Args, number> = {
  id: 'perplexity',
  lesson: '05-language-models',
  functionName: 'perplexity',
  argumentNames: ['logProbabilities', 'lengths'],
  resultName: 'perplexity',
  allowed: [],
  tolerance: float32Tolerance,
  layers: () => tf.losses.computeWeightedLoss,
  oracle(weightedLoss, ...args) {
    requireFunction(weightedLoss, tf.losses.computeWeightedLoss, 'tf.losses.computeWeightedLoss');
    return exponential(meanLoss(...args));
  },
  checks: [
    {
      id: 'one-sentence',
      title: 'one sentence',
      points: 1,
      cases: (random) => [draw(random, 1), draw(random, 1)],
    },
    {
      id: 'several',
      title: 'sentences of different lengths: every word counts the same',
      points: 1,
      cases: (random) => [draw(random, 3), draw(random, 6)],
    },
  ],
  mistakes: [
    {
      when: 'the mean is taken over the sentences, so that a short one counts as much as a long one',
      result: (logProbabilities, lengths) =>
        exponential(meanLoss(logProbabilities, lengths, { weights: lengths.map(() => 1) })),
    },
    {
      when: "the sentences' perplexities are averaged: take the mean of the logarithms first",
      result: (logProbabilities, lengths) =>
        logProbabilities.reduce(
          (sum, logP, i) => sum + exponential(meanLoss([logP], [lengths[i]])) / lengths.length,
          0,
        ),
    },
    {
      when: 'the minus is missing: a perplexity is at least 1',
      result: (...args) => exponential(-meanLoss(...args)),
    },
    {
      when: 'the logarithms are to base e, but the power is of 2',
      result: (...args) => exponential(Math.LN2 * meanLoss(...args)),
    },
    {
      when: 'the loss is divided by the number of sentences instead of the number of words',
      result: (logProbabilities, lengths) =>
        exponential(
          meanLoss(
            logProbabilities,
            lengths.map(() => 1),
          ),
        ),
    },
    {
      when: 'EOS is not counted as a token',
      result: (logProbabilities, lengths) =>
        exponential(
          meanLoss(
            logProbabilities,
            lengths.map((length) => length - 1),
          ),
        ),
    },
    {
      when: 'it is the mean loss itself: e to the power of it is missing',
      result: (...args) => meanLoss(...args),
    },
  ],
};

/** What a model that is in doubt among some two to twenty words may give to n sentences. */
function draw(random: Random, n: number): Args {
  const lengths = Array.from({ length: n }, (_, i) => 3 + 3 * i + random.integer(0, 2));
  const mixed = random.shuffle(lengths);
  return [mixed.map((length) => -length * (0.7 + 2.3 * random.uniform())), mixed];
}

/** Each sentence's loss per word, averaged with its length as weight: Σ w·loss / Σ w. */
function meanLoss(
  logProbabilities: readonly number[],
  lengths: readonly number[],
  { weights = lengths }: { weights?: readonly number[] } = {},
): number {
  let mean = NaN;
  tf.tidy(() => {
    const losses = tf.neg(tf.div(tf.tensor1d([...logProbabilities]), tf.tensor1d([...lengths])));
    const weighted = tf.losses.computeWeightedLoss(
      losses,
      tf.tensor1d([...weights]),
      tf.Reduction.MEAN,
    );
    mean = weighted.dataSync()[0];
  });
  return mean;
}

function exponential(value: number): number {
  let power = NaN;
  tf.tidy(() => {
    power = tf.exp(value).dataSync()[0];
  });
  return power;
}
