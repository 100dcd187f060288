import type { Scalar } from '@tensorflow/tfjs';
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
    absolute: 1e-5,
    relative: 1e-4,
    reason: 'tf.js computes with 32-bit numbers, about 7 digits',
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
      cases(random) {
        const { a, x } = draw(random);
        const square = formula(`(x) => ${a} * x * x + 3 * x`, (t) =>
          t.square().mul(a).add(t.mul(3)),
        );
        const exponential = formula(`(x) => Math.exp(${a} * x)`, (t) => t.mul(a).exp());
        return [
          [square, x, 1e-5],
          [exponential, x, 1e-5],
        ];
      },
    },
    {
      id: 'large-step',
      title: 'h = 0.3, so large that one can see which difference is taken',
      points: 1,
      cases(random) {
        const { a, x } = draw(random);
        const h = 0.3;
        // (a(x + h)³ − a(x − h)³) / 2h = 3ax² + ah², which is the derivative of ax³ + ah²x.
        const cube = formula(`(x) => ${a} * x ** 3`, (t) =>
          t
            .pow(3)
            .mul(a)
            .add(t.mul(a * h * h)),
        );
        return [[cube, x, h]];
      },
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
      when: 'the parentheses around 2 * h are missing: … / 2 * h halves, then multiplies by h',
      result: (f, x, h) => ((f(x + h) - f(x - h)) / 2) * h,
    },
    {
      when: 'only f(x − h) is divided by 2h: the difference needs parentheses',
      result: (f, x, h) => f(x + h) - f(x - h) / (2 * h),
    },
    {
      when: 'another step is taken than the h that was given',
      result: (f, x) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
    },
    {
      when: 'the step is h/2 to each side instead of h',
      result: (f, x, h) => (f(x + h / 2) - f(x - h / 2)) / h,
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

/** A factor, and a place where no derivative of the functions above is near 0. */
function draw(random: Random): { a: number; x: number } {
  return { a: Number(random.uniform(0.5, 1.5).toFixed(3)), x: random.uniform(0.5, 1.5) };
}
