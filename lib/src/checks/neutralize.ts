import type { Tensor2D } from '@tensorflow/tfjs';
import { neutralize } from '../embeddings/debias';
import { transposedMatmul } from '../tensor/matmul';
import type { Matrix } from '../tensor/matrix';
import { add, scale, subtract } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { cosineSimilarityExercise } from './cosine-similarity';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type OuterProduct = typeof tf.outerProduct;
type Args = [e: Matrix, g: Matrix];

export const neutralizeExercise: Exercise<OuterProduct, Args, Matrix> = {
  id: 'neutralize',
  lesson: '15-word-embeddings',
  functionName: 'neutralize',
  argumentNames: ['e', 'g'],
  resultName: 'neutral',
  allowed: cosineSimilarityExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => tf.outerProduct,
  oracle: (outerProduct, e, g) => toMatrix(tf.matMul(toTensor(e), offAxis(outerProduct, g))),
  checks: [
    {
      id: 'values',
      title: 'an axis of any length',
      points: 1,
      cases: (random) => [draw(random, 1), draw(random, 4), draw(random, 0.2)],
    },
    {
      id: 'extremes',
      title: 'a word that has nothing along the axis, and one that has nothing else',
      points: 1,
      cases(random) {
        const [e, g] = draw(random, 3);
        return [
          [neutralize(e, g), g],
          [scale(g, -1.7), g],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the part along g is returned, instead of what is left when it is taken away',
      result: (e, g) => alongAxis(e, g),
    },
    {
      when: 'the part along g is added, instead of taken away',
      result: (e, g) => add(e, alongAxis(e, g)),
    },
    {
      when: '(e·g) g is not divided by ‖g‖²: g need not have length 1',
      result: (e, g) => subtract(e, scale(alongAxis(e, g), squared(g))),
    },
    {
      when: '(e·g) g is divided by ‖g‖ instead of ‖g‖²: both factors hold one ‖g‖ each',
      result: (e, g) => subtract(e, scale(alongAxis(e, g), Math.sqrt(squared(g)))),
    },
    {
      when: '(e·g) g is divided by ‖e‖² instead of ‖g‖²',
      result: (e, g) => subtract(e, scale(alongAxis(e, g), squared(g) / squared(e))),
    },
    {
      when: 'e and g are exchanged: the part along e is taken out of g',
      result: (e, g) => subtract(g, alongAxis(g, e)),
    },
    {
      when: 'all of g is taken away, instead of as much as e has of it',
      result: (e, g) => subtract(e, g),
    },
  ],
};

/**
 * What takes the part along g out of a row: I − g gᵀ / ‖g‖².
 * @throws TypeError where the function is not `tf.outerProduct`
 */
export function offAxis(outerProduct: OuterProduct, g: Matrix): Tensor2D {
  requireFunction(outerProduct, tf.outerProduct, 'tf.outerProduct');
  const axis = tf.tensor1d(Float32Array.from(g.data));
  const along = tf.div<Tensor2D>(outerProduct(axis, axis), tf.sum(tf.square(axis)));
  return tf.sub(tf.eye(g.rows), along);
}

/** A word's vector, and an axis `length` times as long as random ones. */
function draw(random: Random, length: number): Args {
  const n_e = random.integer(3, 7);
  return [random.normalMatrix(n_e, 1), random.normalMatrix(n_e, 1, length)];
}

function alongAxis(e: Matrix, g: Matrix): Matrix {
  return subtract(e, neutralize(e, g));
}

function squared(u: Matrix): number {
  return transposedMatmul(u, u).data[0];
}
