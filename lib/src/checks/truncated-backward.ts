import { rnnCell, type RnnCache } from '../cells/rnn';
import { truncatedBackward } from '../networks/truncated';
import type { Matrix } from '../tensor/matrix';
import { add } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { draw, sequenceOf } from './rnn-backward';
import { simpleRnnGradients, type SimpleRnn } from './rnn-cell-backward';
import { sequenceLossExercise } from './sequence-loss';
import { tf, unitsOf } from './tfjs';

type Args = [da: Matrix[], caches: RnnCache[], steps: number];
type Gradients = { dWax: Matrix; dWaa: Matrix; dba: Matrix };

export const truncatedBackwardExercise: Exercise<SimpleRnn, Args, Gradients> = {
  id: 'truncated-backward',
  lesson: '03-backpropagation-through-time',
  functionName: 'truncatedBackward',
  argumentNames: ['da', 'caches', 'steps'],
  resultName: 'gradients',
  allowed: sequenceLossExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
  oracle(layer, da, caches, steps) {
    // tf.js can't stop a gradient, so each chunk is a call of its own, and starts from a constant.
    const chunks: Gradients[] = [];
    for (let first = 0; first < caches.length; first += steps) {
      const own = caches.slice(first, first + steps);
      const { dWax, dWaa, dba } = simpleRnnGradients(
        layer,
        da.slice(first, first + steps),
        sequenceOf(own),
      );
      chunks.push({ dWax, dWaa, dba });
    }
    return chunks.reduce(sum);
  },
  checks: [
    {
      id: 'chunks',
      title: 'several chunks, the last one shorter',
      points: 1,
      cases: (random, layer) => [
        drawChunks(random, layer, { T: 7, steps: 3 }),
        drawChunks(random, layer, { T: 5, steps: 2 }),
      ],
    },
    {
      id: 'extremes',
      title: 'chunks of one step; one chunk for all',
      points: 1,
      cases: (random, layer) => [
        drawChunks(random, layer, { T: 4, steps: 1 }),
        drawChunks(random, layer, { T: 4, steps: 4 }),
        drawChunks(random, layer, { T: 4, steps: 9 }),
      ],
    },
  ],
  mistakes: [
    {
      when: 'nothing is cut: the gradient travels through all steps',
      result: (da, caches) => truncated(da, caches, caches.length),
    },
    {
      when: 'the gradient is cut after every step',
      result: (da, caches) => truncated(da, caches, 1),
    },
    {
      when: 'the chunks are counted from the last step instead of from the first',
      result: (da, caches, steps) => shifted(da, caches, steps, caches.length % steps || steps),
    },
    {
      when: 'the cut comes one step too early in time: chunks begin at steps k, 2k, …',
      result: (da, caches, steps) => shifted(da, caches, steps, steps - 1),
    },
    {
      when: 'the cut comes one step too late in time: chunks begin at steps k + 2, 2k + 2, …',
      result: (da, caches, steps) => shifted(da, caches, steps, steps + 1),
    },
    {
      when: 'only the last chunk counts',
      result(da, caches, steps) {
        const first = Math.floor((caches.length - 1) / steps) * steps;
        return truncated(da.slice(first), caches.slice(first), steps);
      },
    },
    {
      when: 'only the first chunk counts',
      result: (da, caches, steps) => truncated(da.slice(0, steps), caches.slice(0, steps), steps),
    },
  ],
};

function drawChunks(
  random: Random,
  layer: SimpleRnn,
  { T, steps }: { T: number; steps: number },
): Args {
  const n_a = unitsOf(layer);
  const [n_x, m] = distinctSizes(random, 2, [n_a]);
  const [da, caches] = draw(random, { n_x, n_a, m, T });
  return [da, caches, steps];
}

function truncated(da: Matrix[], caches: RnnCache[], steps: number): Gradients {
  const { x, a0, parameters } = sequenceOf(caches);
  const lossOf = (a: Matrix[], first: number) => da.slice(first, first + a.length);
  return truncatedBackward(rnnCell, x, { a: a0 }, parameters, steps, lossOf).gradients;
}

/** The first chunk has `first` steps, the others have `steps`. */
function shifted(da: Matrix[], caches: RnnCache[], steps: number, first: number): Gradients {
  const chunk = Math.min(Math.max(first, 1), caches.length);
  const head = truncated(da.slice(0, chunk), caches.slice(0, chunk), chunk);
  if (chunk === caches.length) return head;
  return sum(head, truncated(da.slice(chunk), caches.slice(chunk), steps));
}

function sum(one: Gradients, other: Gradients): Gradients {
  return {
    dWax: add(one.dWax, other.dWax),
    dWaa: add(one.dWaa, other.dWaa),
    dba: add(one.dba, other.dba),
  };
}
