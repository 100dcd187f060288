import { sampleFrom, topK } from '../language/sampling';
import type { Random } from '../tensor/random';
import { drawProbabilities, exact } from './draw';
import { seedOf, withRepeats } from './draws';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [probabilities: number[], uniforms: number[]];

/** The learner's draws in a case, and how many tf.js makes to hold against them. */
const [N, ofTensorFlow] = [20_000, 100_000];

export const sampleFromExercise: Exercise<typeof tf.multinomial, Args, number[]> = {
  id: 'sample-from',
  lesson: '06-sampling',
  functionName: 'sampleFrom',
  argumentNames: ['probabilities', 'uniform'],
  resultName: 'index',
  allowed: ['Matrix'],
  tolerance: exact,
  layers: () => tf.multinomial,
  oracle(multinomial, probabilities, uniforms) {
    requireFunction(multinomial, tf.multinomial, 'tf.multinomial');
    const logits = tf.log(tf.tensor1d(probabilities));
    const seed = seedOf(uniforms);
    return Array.from(multinomial(logits, ofTensorFlow, seed).dataSync());
  },
  draws: {
    inAnswer(answer, probabilities) {
      const p = typeof answer === 'number' ? probabilities[answer] : undefined;
      if (p !== undefined && p > 0) return [{ drawn: `index ${String(answer)}`, given: '' }];
      return p === 0
        ? 'an index whose probability is not 0'
        : `a whole number from 0 to ${probabilities.length - 1}`;
    },
  },
  checks: [
    {
      id: 'frequencies',
      title: 'each index as often as its probability says',
      points: 2,
      cases: (random) => [5, 7].map((n) => [drawProbabilities(random, n), drawUniforms(random)]),
    },
    {
      id: 'edges',
      title: 'probabilities of 0, sums that round to a hair below 1, the ends of the unit interval',
      points: 1,
      cases(random) {
        // Of these the sums are exact, in whatever order; ten times 0.1 is a hair less than 1.
        const [a, b, c] = random.shuffle([9, 20, 35]).map((part) => part / 64);
        const uniforms = drawUniforms(random, [0, 1 - 2 ** -53]);
        return [
          [[0, a, 0, b, c], uniforms],
          [Array<number>(10).fill(0.1), uniforms],
          [[0, 0, 1, 0], uniforms],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the argmax is taken: always the likeliest index, so that nothing is drawn at all',
      result: (p, uniforms) => drawAll(topK(p, 1), uniforms),
    },
    {
      when: 'each index is drawn equally often, and the probabilities have no effect',
      result: (p, uniforms) =>
        drawAll(
          p.map(() => 1 / p.length),
          uniforms,
        ),
    },
    {
      when: 'the uniform number is compared with each probability alone, instead of with their running sum',
      // Only what is larger than all before it is ever reached, and the rest falls to the last.
      result: (p, uniforms) =>
        drawAll(
          restToLast(p.map((pi, i) => Math.max(0, pi - Math.max(0, ...p.slice(0, i))))),
          uniforms,
        ),
    },
    {
      when: 'the comparison is turned around: it stops where the running sum is still below the uniform number',
      result: (p, uniforms) =>
        drawAll(restToLast(p.map((pi, i) => (i === 0 ? 1 - pi : 0))), uniforms),
    },
    {
      when: 'the probabilities are sorted, and the place in that order is returned instead of the index',
      result: (p, uniforms) =>
        drawAll(
          [...p].sort((one, other) => other - one),
          uniforms,
        ),
    },
    {
      when: 'the probabilities stand in reverse',
      result: (p, uniforms) => drawAll(p.toReversed(), uniforms),
    },
    {
      when: 'the loop begins with index 1, so that index 0 is never drawn',
      result: (p, uniforms) => drawAll(restToLast(p.map((pi, i) => (i === 0 ? 0 : pi))), uniforms),
    },
  ],
};

function drawUniforms(random: Random, first: readonly number[] = []): number[] {
  const others = Array.from({ length: N - first.length }, () => random.uniform());
  return withRepeats([...first, ...others]);
}

function drawAll(probabilities: readonly number[], uniforms: readonly number[]): number[] {
  return uniforms.map((uniform) => sampleFrom(probabilities, uniform));
}

/** What is missing to 1 goes to the last index, where a loop ends that has found nothing. */
function restToLast(probabilities: readonly number[]): number[] {
  const sum = probabilities.reduce((total, p) => total + p);
  return probabilities.map((p, i) => (i === probabilities.length - 1 ? p + 1 - sum : p));
}
