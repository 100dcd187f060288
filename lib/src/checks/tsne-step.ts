import { Matrix } from '../tensor/matrix';
import { add, scale, subtract } from '../tensor/operations';
import type { Random } from '../tensor/random';
import type { MapState, StepOptions } from '../tsne/optimizer';
import { tsneStep } from '../tsne/optimizer';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { perplexitySearchExercise } from './perplexity-search';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type State = Pick<MapState, 'Y' | 'velocity'>;
type Options = Pick<StepOptions, 'learningRate' | 'momentum'>;
type Args = [state: State, gradient: Matrix, options: Options];

type MomentumOptimizer = (
  learningRate: number,
  momentum: number,
) => ReturnType<typeof tf.train.momentum>;

// eslint-disable-next-line @typescript-eslint/unbound-method -- a static method that uses no `this`
const momentumOptimizer: MomentumOptimizer = tf.train.momentum;

export const tsneStepExercise: Exercise<MomentumOptimizer, Args, State> = {
  id: 'tsne-step',
  lesson: '18-t-sne',
  functionName: 'tsneStep',
  argumentNames: ['state', 'gradient', 'options'],
  resultName: 'state',
  allowed: perplexitySearchExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => momentumOptimizer,
  oracle(newOptimizer, { Y, velocity }, gradient, { learningRate, momentum }) {
    requireFunction(newOptimizer, momentumOptimizer, 'tf.train.momentum');
    // A new optimizer of tf.js stands still. A first step brings it to Y with just this velocity.
    const optimizer = newOptimizer(learningRate, momentum);
    const y = tf.variable(toTensor(subtract(Y, velocity)));
    try {
      const stepAlong = (dY: Matrix) =>
        optimizer.applyGradients([{ name: y.name, tensor: toTensor(dY) }]);
      stepAlong(scale(velocity, -1 / learningRate));
      const before = toMatrix(y);
      stepAlong(gradient);
      const after = toMatrix(y);
      return { Y: after, velocity: subtract(after, before) };
    } finally {
      y.dispose();
      optimizer.dispose();
    }
  },
  checks: [
    {
      id: 'at-rest',
      title: 'the first step: the velocity is 0',
      points: 1,
      cases(random) {
        const [state, ...rest] = draw(random);
        return [[{ ...state, velocity: scale(state.velocity, 0) }, ...rest]];
      },
    },
    {
      id: 'moving',
      title: 'later steps, in which part of the last one goes on',
      points: 1,
      cases(random) {
        const [state, gradient, options] = draw(random);
        return [draw(random), [state, gradient, { ...options, learningRate: 20 }]];
      },
    },
  ],
  mistakes: [
    {
      when: 'the map moves uphill: the gradient must be subtracted',
      result: ({ Y, velocity }, gradient, { learningRate, momentum }) =>
        moved(Y, add(scale(velocity, momentum), scale(gradient, learningRate))),
    },
    {
      when: 'the momentum is left out: nothing of the last step goes on',
      result: (state, gradient, options) => tsneStep(state, gradient, { ...options, momentum: 0 }),
    },
    {
      when: 'the velocity is not multiplied by the momentum',
      result: (state, gradient, options) => tsneStep(state, gradient, { ...options, momentum: 1 }),
    },
    {
      when: 'the velocity is subtracted instead of added',
      result: ({ Y, velocity }, ...rest) => tsneStep({ Y, velocity: scale(velocity, -1) }, ...rest),
    },
    {
      when: 'the gradient is not multiplied by the learning rate',
      result: (state, gradient, options) =>
        tsneStep(state, gradient, { ...options, learningRate: 1 }),
    },
    {
      when: 'the gradient is multiplied by 1 − momentum, as in a moving average',
      result: (state, gradient, options) =>
        tsneStep(state, scale(gradient, 1 - options.momentum), options),
    },
    {
      when: 'the learning rate multiplies the velocity, too, which is a step already',
      result: ({ Y, velocity }, gradient, { learningRate, momentum }) =>
        moved(Y, scale(subtract(scale(velocity, momentum), gradient), learningRate)),
    },
    {
      when: 'the learning rate comes in only where the map moves: it belongs into the velocity',
      result({ Y, velocity }, gradient, { learningRate, momentum }) {
        const slow = subtract(scale(velocity, momentum), gradient);
        return { Y: add(Y, scale(slow, learningRate)), velocity: slow };
      },
    },
    {
      when: 'the velocity has the wrong sign: it is what is added to Y',
      result({ Y, velocity }, gradient, { learningRate, momentum }) {
        const uphill = add(scale(velocity, momentum), scale(gradient, learningRate));
        return { Y: subtract(Y, uphill), velocity: uphill };
      },
    },
    {
      when: 'the velocity is returned as it was: the next step needs the new one',
      result: (state, ...rest) => ({ ...tsneStep(state, ...rest), velocity: state.velocity }),
    },
    {
      when: 'Y is returned as it was',
      result: (state, ...rest) => ({ ...tsneStep(state, ...rest), Y: state.Y }),
    },
    {
      when: 'the map moves by the old velocity, before it is renewed',
      result: (state, ...rest) => ({
        ...tsneStep(state, ...rest),
        Y: add(state.Y, state.velocity),
      }),
    },
  ],
};

function moved(Y: Matrix, velocity: Matrix): State {
  return { Y: add(Y, velocity), velocity };
}

function draw(random: Random): Args {
  const N = random.integer(4, 9);
  const state = { Y: random.normalMatrix(2, N, 3), velocity: random.normalMatrix(2, N) };
  const options = { learningRate: random.uniform(2, 5), momentum: random.uniform(0.5, 0.9) };
  return [state, random.normalMatrix(2, N, 0.3), options];
}
