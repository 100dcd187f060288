import { add, map, matmul, type Matrix, type Random } from 'unrolled';
import {
  distinctSizes,
  float32Tolerance,
  requireLayer,
  tf,
  toDenseWeights,
  toMatrix,
  toTensor,
  unitsOf,
  withWeights,
  type Exercise,
} from 'unrolled/checks';

type Dense = ReturnType<typeof tf.layers.dense>;
type Args = [x: Matrix, W: Matrix, b: Matrix];

export const exercise: Exercise<Dense, Args, Matrix> = {
  id: 'dense-tanh',
  lesson: '21-my-lesson',
  functionName: 'denseTanh',
  argumentNames: ['x', 'W', 'b'],
  // How a table of differences calls what the function returns.
  resultName: 'a',
  // What a solution may import from `unrolled`; the sandbox has nothing else.
  allowed: ['Matrix', 'add', 'map', 'matmul'],
  tolerance: float32Tolerance,
  // As the graded cell of the notebook passes it to `check`, but of random size.
  layers: (random) => tf.layers.dense({ units: random.integer(2, 7), activation: 'tanh' }),
  // The right answer. tf.js has a row an example, so everything is transposed on the way.
  oracle(layer, x, W, b) {
    requireLayer(layer, 'Dense', { activation: 'tanh', useBias: true });
    const input = toTensor(x);
    return withWeights(layer, input.shape, toDenseWeights({ Wya: W, by: b }), (dense) =>
      toMatrix(dense.apply(input) as ReturnType<typeof toTensor>),
    );
  },
  checks: [
    {
      id: 'values',
      title: 'several examples at once',
      points: 2,
      // No two sizes are the same, so that a transposed matrix can't fit by accident.
      cases(random, layer) {
        const [n, m] = distinctSizes(random, 2, [unitsOf(layer)]);
        return [args(random, unitsOf(layer), n, m)];
      },
    },
    {
      id: 'one-example',
      title: 'a single example',
      points: 1,
      cases(random, layer) {
        const [n] = distinctSizes(random, 1, [unitsOf(layer)]);
        return [args(random, unitsOf(layer), n, 1)];
      },
    },
  ],
  // What comes out of the mistakes that people really make, so that a message can name them.
  mistakes: [
    {
      when: 'b is left out',
      result: (x, W) => map(matmul(W, x), Math.tanh),
    },
    {
      when: 'tanh is left out',
      result: (x, W, b) => add(matmul(W, x), b),
    },
  ],
};

/** Numbers of about 1; no bias is zero, or leaving it out would go unnoticed. */
function args(random: Random, units: number, n: number, m: number): Args {
  return [
    random.normalMatrix(n, m),
    random.normalMatrix(units, n, 0.5),
    random.normalMatrix(units, 1),
  ];
}
