import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { Random } from '../tensor/random';
import type { Exercise } from './exercise';
import { formula, type Formula } from './formula';
import { requireFunction, tf } from './tfjs';

type Args = [f: Formula, x: number, h: number];

export const numericalDerivativeExercise: Exercise<typeof tf.grad, Args, number> = {
  id: 'numerical-derivative',
  lesson: '00-getting-started',
  functionName: 'numericalDerivative',
  argumentNames: ['f', 'x', 'h'],
  resultName: "f'(x)",
  allowed: [],
  tolerance: {
    absolute: 2e-4,
    relative: 2e-4,
    reason:
      'a central difference with step h errs by about h²·f‴(x)/6, here at most 4e-5 of f′(x) at ' +
      'h = 1e-2, and tf.js computes with 32-bit numbers',
  },
  layers: () => tf.grad,
  oracle(grad, f, x) {
    requireFunction(grad, tf.grad, 'tf.grad');
    return (grad(f.onTensors)(tf.scalar(x)) as Scalar).dataSync()[0];
  },
  checks: [
    {
      id: 'small-step',
      title: 'h = 1e-5',
      points: 1,
      cases: (random) => draw(random, 1e-5),
    },
    {
      id: 'large-step',
      title: 'h = 1e-2, which a one-sided difference is too coarse for',
      points: 1,
      cases: (random) => draw(random, 1e-2),
    },
  ],
  mistakes: [
    {
      when: 'the difference is one-sided: f(x + h) − f(x), divided by h',
      result: (f, x, h) => (f(x + h) - f(x)) / h,
    },
    {
      when: 'f(x + h) − f(x − h) is divided by h instead of 2h',
      result: (f, x, h) => (f(x + h) - f(x - h)) / h,
    },
    {
      when: 'the sign is turned: f(x − h) − f(x + h)',
      result: (f, x, h) => (f(x - h) - f(x + h)) / (2 * h),
    },
    {
      when: 'the difference is not divided by anything',
      result: (f, x, h) => f(x + h) - f(x - h),
    },
  ],
};

/** Two functions whose second derivative is far from 0, so that a one-sided difference shows. */
function draw(random: Random, h: number): Args[] {
  const a = random.uniform(0.5, 1.5).toFixed(3);
  const x = random.uniform(0.5, 1.5);
  return [
    [formula(`(x) => ${a} * x * x + 3 * x`, (t) => t.square().mul(Number(a)).add(t.mul(3))), x, h],
    [formula(`(x) => Math.exp(${a} * x)`, (t: Tensor) => t.mul(Number(a)).exp()), x, h],
  ];
}
