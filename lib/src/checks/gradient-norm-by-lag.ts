import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellBackward, type RnnCache } from '../cells/rnn';
import type { Matrix } from '../tensor/matrix';
import { add, scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { draw, sequenceOf } from './rnn-backward';
import { simpleRnnGradients, type SimpleRnn } from './rnn-cell-backward';
import { tf, toTensor, unitsOf } from './tfjs';

type Args = [dLast: Matrix, caches: RnnCache[]];

export const gradientNormByLagExercise: Exercise<SimpleRnn, Args, number[]> = {
  id: 'gradient-norm-by-lag',
  lesson: '07-vanishing-and-exploding-gradients',
  functionName: 'gradientNormByLag',
  argumentNames: ['dLast', 'caches'],
  resultName: 'norms',
  allowed: ['Matrix', 'add', 'hadamard', 'map', 'matmul', 'rnnCellBackward', 'scale', 'transpose'],
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
  oracle: (layer, dLast, caches) =>
    tfGradientsByLag(layer, dLast, caches).map((gradient) => measure(gradient, tf.norm)),
  checks: [
    {
      id: 'one-step',
      title: 'a sequence of one step, where the only lag is 0',
      points: 1,
      cases(random, layer) {
        const [n_x, m] = distinctSizes(random, 2, [unitsOf(layer)]);
        return [drawCaches(random, layer, { n_x, m, T: 1 })];
      },
    },
    {
      id: 'values',
      title: 'longer sequences, several examples and one',
      points: 4,
      cases(random, layer) {
        const [n_x, m, T] = distinctSizes(random, 3, [unitsOf(layer), 2]);
        return [
          drawCaches(random, layer, { n_x, m, T }),
          drawCaches(random, layer, { n_x, m: 1, T: T + 1 }),
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the norms begin with lag 1: the first to be measured is dLast itself, before any step back',
      result: (dLast, caches) => norms(backwards(dLast, caches).slice(1)),
    },
    {
      when: 'the norms are in the order of time, the longest lag first',
      result: (dLast, caches) => norms(backwards(dLast, caches).slice(0, -1)).toReversed(),
    },
    {
      when: 'the squares are summed, but no root is taken of the sum',
      result: (...args) => each(args, (gradient) => tf.square(tf.norm(gradient))),
    },
    {
      when: 'the root is taken of the mean of the squares instead of their sum',
      result: (...args) => each(args, (gradient) => tf.sqrt(tf.mean(tf.square(gradient)))),
    },
    {
      when: 'the absolute values are summed, instead of the squares',
      result: (...args) => each(args, (gradient) => tf.sum(tf.abs(gradient))),
    },
    {
      when: 'the largest entry is taken for the norm',
      result: (...args) => each(args, (gradient) => tf.max(tf.abs(gradient))),
    },
    {
      when: 'the norm is that of the first example alone',
      result: (...args) => each(args, (gradient) => tf.norm(tf.slice(gradient, 0, 1))),
    },
    {
      when: 'the norms are averaged over the examples, instead of being one norm of them all',
      result: (...args) => each(args, (gradient) => tf.mean(tf.norm(gradient, 2, 1))),
    },
    {
      when: 'dLast is added anew at every step, as if each step had a loss of its own',
      result: (dLast, caches) =>
        norms(backwards(dLast, caches, (previous) => add(previous, dLast)).slice(0, -1)),
    },
    {
      when: 'the caches are taken from the first one on, instead of from the last',
      result: (dLast, caches) => norms(backwards(dLast, caches.toReversed()).slice(0, -1)),
    },
    {
      when: 'every step back begins at dLast again, instead of where the step before has arrived',
      result: (dLast, caches) =>
        norms([dLast, ...caches.slice(1).map((cache) => rnnCellBackward(dLast, cache).daPrev)]),
    },
    {
      when: 'the slope of tanh, 1 − a², is left out',
      result(dLast, caches) {
        const flat = caches.map((cache) => ({ ...cache, at: scale(cache.at, 0) }));
        return norms(backwards(dLast, flat).slice(0, -1));
      },
    },
  ],
};

/**
 * ∂L<T>/∂a<t> for the lags T − t = 0, 1, …, if dLast is ∂L<T>/∂a<T>. For each lag the layer is
 * started behind step t, from a<t>, and reads the steps that are left; tf.grads then finds the
 * gradient by its start.
 */
function tfGradientsByLag(layer: SimpleRnn, dLast: Matrix, caches: RnnCache[]): Matrix[] {
  return caches.map((_, lag) => {
    if (lag === 0) return dLast;
    const rest = caches.slice(-lag);
    const fromLast = rest.map((_, k) => scale(dLast, Number(k === lag - 1)));
    return simpleRnnGradients(layer, fromLast, sequenceOf(rest)).da0;
  });
}

function drawCaches(
  random: Random,
  layer: SimpleRnn,
  sizes: { n_x: number; m: number; T: number },
): Args {
  const [da, caches] = draw(random, { ...sizes, n_a: unitsOf(layer) });
  return [da[0], caches];
}

/** What has arrived at each state on the way back, dLast first and the state before the first last. */
function backwards(
  dLast: Matrix,
  caches: readonly RnnCache[],
  onTheWay = (previous: Matrix) => previous,
): Matrix[] {
  const arrived = [dLast];
  for (const cache of caches.toReversed()) {
    arrived.push(onTheWay(rnnCellBackward(arrived[arrived.length - 1], cache).daPrev));
  }
  return arrived;
}

function each([dLast, caches]: Args, size: (gradient: Tensor) => Tensor): number[] {
  const arrived = backwards(dLast, caches).slice(0, -1);
  return arrived.map((gradient) => measure(gradient, size));
}

function norms(gradients: readonly Matrix[]): number[] {
  return gradients.map((gradient) => measure(gradient, tf.norm));
}

/** A size of a gradient, computed by tf.js; there an example is a row. */
function measure(gradient: Matrix, size: (gradient: Tensor) => Tensor): number {
  return tf.tidy(() => size(toTensor(gradient)).dataSync()[0]);
}
