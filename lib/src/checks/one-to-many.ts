import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellForward } from '../cells/rnn';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  drawNetwork,
  manyToOneExercise,
  predict,
  requireLayers,
  sizesOf,
  weightedSum,
  type Dense,
  type Network,
  type RnnAndDense,
  type SimpleRnn,
} from './many-to-one';
import { tf, toDenseWeights, toMatrix, toSimpleRnnWeights, toTensor, withWeights } from './tfjs';

type Args = [x1: Matrix, a0: Matrix, T: number, parameters: Network];

export const oneToManyExercise: Exercise<RnnAndDense, Args, Matrix[]> = {
  id: 'one-to-many',
  lesson: '04-types-of-rnns',
  functionName: 'oneToMany',
  argumentNames: ['x1', 'a0', 'T', 'parameters'],
  resultName: 'ŷ',
  allowed: manyToOneExercise.allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_a, n_y] = distinctSizes(random, 2, []);
    return {
      rnn: tf.layers.simpleRNN({ units: n_a, returnState: true }),
      dense: tf.layers.dense({ units: n_y, activation: 'softmax' }),
    };
  },
  oracle(layers, x1, a0, T, parameters) {
    requireLayers(layers, { returnState: true });
    const start = toTensor(a0);
    const [m, n_x] = [x1.cols, x1.rows];
    return withWeights(layers.rnn, [m, 1, n_x], toSimpleRnnWeights(parameters), (rnn) =>
      withWeights(layers.dense, start.shape, toDenseWeights(parameters), (dense) =>
        emit({ rnn, dense }, toTensor(x1), start, T),
      ),
    );
  },
  checks: [
    {
      id: 'one-step',
      title: 'one step: ŷ<1> of x<1>',
      points: 1,
      cases: (random, layers) => [drawOneToMany(random, layers, { T: 1 })],
    },
    {
      id: 'values',
      title: 'several steps, each reading the prediction before it',
      points: 2,
      cases(random, layers) {
        const [m, T] = distinctSizes(random, 2, [...sizesOf(layers), 2]);
        return [m, 1].map((examples) => drawOneToMany(random, layers, { m: examples, T }));
      },
    },
    {
      id: 'initial-state',
      title: 'a<0> other than zero',
      points: 1,
      cases(random, layers) {
        const [x1, a0, T, parameters] = drawOneToMany(random, layers, {});
        return [[x1, random.normalMatrix(a0.rows, a0.cols), T, parameters]];
      },
    },
  ],
  mistakes: [
    {
      when: 'every step reads x<1> again, instead of the prediction before it',
      result: (x1, a0, T, parameters) => feeding(() => x1, x1, a0, T, parameters),
    },
    {
      when: 'every step but the first one reads zeros, instead of the prediction before it',
      result: (x1, a0, T, parameters) => feeding(() => scale(x1, 0), x1, a0, T, parameters),
    },
    {
      when: 'softmax is left out of what the next step reads',
      result: (x1, a0, T, parameters) =>
        feeding((at) => weightedSum(at, parameters), x1, a0, T, parameters),
    },
    {
      when: 'the likeliest class goes on as a one-hot vector, instead of the whole vector ŷ<t>',
      result: (x1, a0, T, parameters) =>
        feeding((at) => oneHotOfLargest(predict(at, parameters)), x1, a0, T, parameters),
    },
    {
      when: 'every step starts from a0 again, instead of from the state before',
      result(x1, a0, T, parameters) {
        const yhat = [x1];
        while (yhat.length <= T) {
          yhat.push(predict(rnnCellForward(yhat[yhat.length - 1], a0, parameters).at, parameters));
        }
        return yhat.slice(1);
      },
    },
    {
      when: 'the result is shifted: it begins with x<1> and lacks the last prediction',
      result: (x1, a0, T, parameters) => [x1, ...right(x1, a0, T, parameters).slice(0, -1)],
    },
    {
      when: 'a0 is ignored and the state starts at zero',
      result: (x1, a0, T, parameters) => right(x1, scale(a0, 0), T, parameters),
    },
    {
      when: 'by is left out',
      result: (x1, a0, T, parameters) =>
        right(x1, a0, T, { ...parameters, by: scale(parameters.by, 0) }),
    },
    {
      when: 'softmax is left out altogether',
      result(x1, a0, T, parameters) {
        const z: Matrix[] = [];
        let at = a0;
        for (let t = 1; t <= T; t++) {
          ({ at } = rnnCellForward(z[z.length - 1] ?? x1, at, parameters));
          z.push(weightedSum(at, parameters));
        }
        return z;
      },
    },
  ],
};

/** ŷ<1> … ŷ<T> by tf.js: each is the next step's input. @param x1 `[m, n_y]` @param a0 `[m, n_a]` */
export function emit(
  { rnn, dense }: { rnn: SimpleRnn; dense: Dense },
  x1: Tensor,
  a0: Tensor,
  T: number,
): Matrix[] {
  const yhat: Matrix[] = [];
  let [x, a] = [x1, a0];
  for (let t = 1; t <= T; t++) {
    const [output, state] = rnn.apply(tf.expandDims(x, 1), { initialState: [a] }) as Tensor[];
    x = dense.apply(output) as Tensor;
    a = state;
    yhat.push(toMatrix(x));
  }
  return yhat;
}

/** n_x is n_y, since ŷ<t> becomes an input; the state starts at zero. */
function drawOneToMany(
  random: Random,
  layers: RnnAndDense,
  sizes: { m?: number; T?: number },
): Args {
  const [n_a, n_y] = sizesOf(layers);
  const [someM, someT] = distinctSizes(random, 2, [n_a, n_y]);
  const { m = someM, T = someT } = sizes;
  const parameters = drawNetwork(random, n_y, n_a, n_y);
  return [random.normalMatrix(n_y, m), Matrix.zeros(n_a, m), T, parameters];
}

/** The predictions where each step after the first reads what `next` makes of the state before. */
export function feeding(next: (at: Matrix) => Matrix, ...[x1, a0, T, parameters]: Args): Matrix[] {
  const yhat: Matrix[] = [];
  let xt = x1;
  let at = a0;
  for (let t = 1; t <= T; t++) {
    ({ at } = rnnCellForward(xt, at, parameters));
    yhat.push(predict(at, parameters));
    xt = next(at);
  }
  return yhat;
}

export function oneHotOfLargest(yhat: Matrix): Matrix {
  const oneHot = scale(yhat, 0);
  for (let j = 0; j < yhat.cols; j++) {
    let largest = 0;
    for (let i = 1; i < yhat.rows; i++) if (yhat.get(i, j) > yhat.get(largest, j)) largest = i;
    oneHot.set(largest, j, 1);
  }
  return oneHot;
}

function right(...[x1, a0, T, parameters]: Args): Matrix[] {
  return feeding((at) => predict(at, parameters), x1, a0, T, parameters);
}
