import { drawProbabilities, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [probabilities: number[], k: number];

export const topKExercise: Exercise<typeof tf.topk, Args, number[]> = {
  id: 'top-k',
  lesson: '06-sampling',
  functionName: 'topK',
  argumentNames: ['probabilities', 'k'],
  resultName: 'p',
  allowed: ['Matrix'],
  tolerance: float32Tolerance,
  layers: () => tf.topk,
  oracle(topk, probabilities, k) {
    requireFunction(topk, tf.topk, 'tf.topk');
    return rescaled(probabilities, kept(probabilities, k));
  },
  checks: [
    {
      id: 'values',
      title: 'the k likeliest, with their share of the whole',
      points: 1,
      cases: (random) => [
        [drawProbabilities(random, 7), 3],
        [drawProbabilities(random, 6), 2],
      ],
    },
    {
      id: 'edges',
      title: 'equal probabilities, k = 1, k as large as the vocabulary and larger',
      points: 1,
      cases(random) {
        // Two of the four equal ones are kept, the first ones.
        const [a, b, c] = random.shuffle([0.4, 0.02, 0.01]);
        const equal = 0.57 / 4;
        return [
          [[a, equal, equal, b, equal, equal, c], 3],
          [drawProbabilities(random, 5), 1],
          [drawProbabilities(random, 4), 4],
          [drawProbabilities(random, 4), 9],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the others are set to 0, but the rest is not scaled to sum to 1 again',
      result: (p, k) => p.map((pi, i) => (kept(p, k).has(i) ? pi : 0)),
    },
    {
      when: 'the k least likely are kept',
      result: (p, k) =>
        rescaled(
          p,
          kept(
            p.map((pi) => -pi),
            k,
          ),
        ),
    },
    {
      when: 'the first k are kept, whatever their probability',
      result: (p, k) => rescaled(p, new Set(Array.from({ length: k }, (_, i) => i))),
    },
    {
      when: 'one more than k is kept',
      result: (p, k) => rescaled(p, kept(p, k + 1)),
    },
    {
      when: 'one less than k is kept',
      result: (p, k) => rescaled(p, kept(p, k - 1)),
    },
    {
      when: 'all are kept that are as likely as the k-th, more than k where several are equal',
      result(p, k) {
        const least = Math.min(...[...kept(p, k)].map((i) => p[i]));
        return rescaled(p, new Set(p.flatMap((pi, i) => (pi >= least ? [i] : []))));
      },
    },
    {
      when: 'the k kept are made equally likely',
      result: (p, k) =>
        rescaled(
          p.map(() => 1),
          kept(p, k),
        ),
    },
    {
      when: 'of equal ones the last are kept instead of the first',
      result: (p, k) => {
        const turned = kept(p.toReversed(), k);
        return rescaled(p, new Set([...turned].map((i) => p.length - 1 - i)));
      },
    },
  ],
};

/** The indices that tf.topk names, which takes the first of equal ones. */
function kept(probabilities: readonly number[], k: number): Set<number> {
  let indices: Iterable<number> = [];
  tf.tidy(() => {
    const most = Math.max(0, Math.min(k, probabilities.length));
    if (most > 0) indices = tf.topk(tf.tensor1d([...probabilities]), most).indices.dataSync();
  });
  return new Set(indices);
}

/** Those at the given indices scaled to sum to 1, all others 0. */
function rescaled(probabilities: readonly number[], indices: ReadonlySet<number>): number[] {
  const rest = probabilities.map((p, i) => (indices.has(i) ? p : 0));
  const sum = rest.reduce((total, p) => total + p);
  return rest.map((p) => p / sum);
}
