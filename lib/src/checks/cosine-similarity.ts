import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireLayer, tf, toTensor } from './tfjs';

export type DotLayer = ReturnType<typeof tf.layers.dot>;
type Args = [u: Matrix, v: Matrix];

export const cosineSimilarityExercise: Exercise<DotLayer, Args, number> = {
  id: 'cosine-similarity',
  lesson: '15-word-embeddings',
  functionName: 'cosineSimilarity',
  argumentNames: ['u', 'v'],
  resultName: 'cosine',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'map',
    'matmul',
    'scale',
    'sliceColumns',
    'subtract',
    'sumColumns',
    'transpose',
    'transposedMatmul',
  ],
  tolerance: float32Tolerance,
  layers: () => tf.layers.dot({ axes: 1, normalize: true }),
  oracle: (layer, u, v) => cosines(layer, toTensor(u), toTensor(v)).dataSync()[0],
  checks: [
    {
      id: 'values',
      title: 'vectors at an acute and at an obtuse angle',
      points: 1,
      cases(random) {
        return [1, -1].map((sign) => {
          const n_e = random.integer(3, 7);
          const u = random.normalMatrix(n_e, 1);
          const v = random.normalMatrix(n_e, 1);
          return [u, scale(v, sign * Math.sign(dot(u, v)))];
        });
      },
    },
    {
      id: 'lengths',
      title: 'a very long and a very short vector: only the direction counts',
      points: 1,
      cases(random) {
        const n_e = random.integer(3, 7);
        const u = random.normalMatrix(n_e, 1);
        const v = random.normalMatrix(n_e, 1);
        const acute = scale(v, Math.sign(dot(u, v)));
        return [
          [scale(u, 1000), acute],
          [scale(u, 0.02), scale(acute, 0.05)],
        ];
      },
    },
    {
      id: 'angles',
      title: 'the same direction: 1; opposite: −1; a right angle: 0',
      points: 1,
      cases(random) {
        const u = random.normalMatrix(random.integer(3, 7), 1);
        const [first, second] = u.data;
        const right = scale(u, 0);
        right.set(0, 0, -second);
        right.set(1, 0, first);
        return [
          [u, scale(u, 2.5)],
          [u, scale(u, -0.4)],
          [u, right],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the product u·v is not divided by the lengths',
      result: (u, v) => dot(u, v),
    },
    {
      when: 'u·v is divided by the length of u alone',
      result: (u, v) => dot(u, v) / length(u),
    },
    {
      when: 'u·v is divided by one length and then multiplied by the other: a / (b * c) needs its brackets',
      result: (u, v) => (dot(u, v) / length(u)) * length(v),
    },
    {
      when: 'u·v is divided by the squares of the lengths: the roots are missing',
      result: (u, v) => dot(u, v) / (length(u) * length(v)) ** 2,
    },
    {
      when: 'u·v is divided by the sum of the lengths, instead of their product',
      result: (u, v) => dot(u, v) / (length(u) + length(v)),
    },
    {
      when: 'the sign is lost: opposite directions have −1',
      result: (u, v) => Math.abs(cosine(u, v)),
    },
    {
      when: 'it is 1 − cos, a distance, instead of cos',
      result: (u, v) => 1 - cosine(u, v),
    },
    {
      when: 'it is the angle, in radians, instead of its cosine',
      result: (u, v) => Math.acos(Math.max(-1, Math.min(1, cosine(u, v)))),
    },
    {
      when: 'it is the distance ‖u − v‖',
      result: (u, v) => tf.tidy(() => tf.norm(tf.sub(toTensor(u), toTensor(v))).dataSync()[0]),
    },
  ],
};

/**
 * The cosine of each row of one tensor and the same row of the other, `[m]`.
 * @throws TypeError where the layer is not `tf.layers.dot` with lengths divided out
 */
export function cosines(layer: DotLayer, u: Tensor, v: Tensor): Tensor1D {
  requireLayer(layer, 'Dot', { axes: 1, normalize: true });
  return tf.reshape(layer.apply([u, v]) as Tensor, [-1]);
}

function cosine(u: Matrix, v: Matrix): number {
  return dot(u, v) / (length(u) * length(v));
}

function dot(u: Matrix, v: Matrix): number {
  return tf.tidy(() => tf.sum<Scalar>(tf.mul(toTensor(u), toTensor(v))).dataSync()[0]);
}

function length(u: Matrix): number {
  return Math.sqrt(dot(u, u));
}
