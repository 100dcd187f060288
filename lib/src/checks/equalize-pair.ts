import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { unitColumns } from '../embeddings/embedding';
import { transposedMatmul } from '../tensor/matmul';
import type { Matrix } from '../tensor/matrix';
import { scale, subtract } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { neutralizeExercise, offAxis } from './neutralize';
import { tf, toMatrix, toTensor } from './tfjs';

type Args = [e1: Matrix, e2: Matrix, g: Matrix];
type Pair = { e1: Matrix; e2: Matrix };
/** All tensors are rows. */
type Steps = {
  /** What is done with e1 and e2 first. */
  prepare?: (e: Tensor) => Tensor;
  /** The part that both words share, from their mean and what is left of it off the axis. */
  shared?: (mean: Tensor, off: Tensor) => Tensor;
  /** How far both go from there along the axis; `half` is half of how far they were apart. */
  distance?: (off: Tensor, half: Tensor) => Tensor;
  side?: (half: Tensor) => Tensor;
  axis?: (g: Tensor) => Tensor;
};

export const equalizePairExercise: Exercise<typeof tf.outerProduct, Args, Pair> = {
  id: 'equalize-pair',
  lesson: '15-word-embeddings',
  functionName: 'equalizePair',
  argumentNames: ['e1', 'e2', 'g'],
  resultName: 'pair',
  allowed: neutralizeExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => tf.outerProduct,
  oracle: (outerProduct, ...args) => equalized(args, {}, outerProduct),
  checks: [
    {
      id: 'unit-vectors',
      title: 'unit vectors, an axis of length 1, and e1 on its positive side',
      points: 1,
      cases: (random) => [drawUnit(random, 1), drawUnit(random, 1)],
    },
    {
      id: 'lengths',
      title: 'vectors and axes of any length',
      points: 1,
      cases(random) {
        const [e1, e2, g] = drawUnit(random, 1);
        return [
          [scale(e1, 0.8), scale(e2, 0.4), g],
          [scale(e1, 5), scale(e2, 3), g],
          [e1, e2, scale(g, 2.5)],
        ];
      },
    },
    {
      id: 'other-side',
      title: 'e1 on the negative side: each word stays on its side',
      points: 1,
      cases: (random) => [drawUnit(random, -1), drawUnit(random, -1)],
    },
  ],
  mistakes: [
    {
      when: 'e1 and e2 are not scaled to length 1 first',
      result: (...args) => equalized(args, { prepare: (e) => e }),
    },
    {
      when: 'g is not scaled to length 1 before both words are moved along it',
      result: (...args) => equalized(args, { axis: (g) => g }),
    },
    {
      when: 'e1 always goes to the positive side of the axis, wherever it was',
      result: (...args) => equalized(args, { side: tf.onesLike }),
    },
    {
      when: 'the two words have changed places',
      result: (...args) => equalized(args, { side: (half) => tf.neg(tf.sign(half)) }),
    },
    {
      when: 'the mean keeps its part along the axis, so that the words are not opposite along it',
      result: (...args) => equalized(args, { shared: (mean) => mean }),
    },
    {
      when: 'the words keep their old distance along the axis, and lose their length of 1',
      result: (...args) => equalized(args, { distance: (_, half) => tf.abs(half) }),
    },
    {
      when: 'the words go a distance of 1 − ‖ν‖² along the axis: the root is missing',
      result: (...args) =>
        equalized(args, { distance: (off) => tf.sub(1, tf.sum(tf.square(off))) }),
    },
    {
      when: 'both words are only neutralized: then they are the same on the axis, but not off it',
      result: (e1, e2, g) => {
        const project = (e: Matrix) =>
          toMatrix(tf.matMul(toTensor(unitColumns(e)), offAxis(tf.outerProduct, g)));
        return { e1: project(e1), e2: project(e2) };
      },
    },
  ],
};

/** With no other steps, the right answer. */
function equalized(
  [e1, e2, g]: Args,
  {
    prepare = unit,
    shared = (_, off) => off,
    distance = (off) => tf.sqrt(tf.sub(1, tf.sum(tf.square(off)))),
    side = tf.sign,
    axis = unit,
  }: Steps,
  outerProduct = tf.outerProduct,
): Pair {
  const [w1, w2] = [e1, e2].map((e) => prepare(toTensor(e)));
  const mean = tf.div(tf.add(w1, w2), 2);
  const off = tf.matMul(mean, offAxis(outerProduct, g));
  const half = tf.div(tf.sum<Scalar>(tf.mul(tf.sub(w1, w2), unit(toTensor(g)))), 2);
  const step = tf.mul(axis(toTensor(g)), tf.mul(side(half), distance(off, half)));
  const middle = shared(mean, off);
  return { e1: toMatrix(tf.add(middle, step)), e2: toMatrix(tf.sub(middle, step)) };
}

function unit(e: Tensor): Tensor {
  return tf.div(e, tf.norm(e));
}

/** Unit vectors, of which e1 lies on the side of `sign` as seen from e2. */
function drawUnit(random: Random, sign: number): Args {
  const n_e = random.integer(3, 7);
  const [e1, e2, g] = [1, 2, 3].map(() => unitColumns(random.normalMatrix(n_e, 1)));
  const apart = transposedMatmul(g, subtract(e1, e2)).data[0];
  return [e1, e2, scale(g, sign * Math.sign(apart))];
}
