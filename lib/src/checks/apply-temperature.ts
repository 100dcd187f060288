import { softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { map, scale, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type Args = [z: Matrix, temperature: number];

export const applyTemperatureExercise: Exercise<typeof tf.softmax, Args, Matrix> = {
  id: 'apply-temperature',
  lesson: '06-sampling',
  functionName: 'applyTemperature',
  argumentNames: ['z', 'temperature'],
  resultName: 'ŷ',
  allowed: ['Matrix', 'add', 'hadamard', 'map', 'scale', 'softmax', 'subtract', 'transpose'],
  tolerance: float32Tolerance,
  layers: () => tf.softmax,
  oracle(tfSoftmax, z, temperature) {
    requireFunction(tfSoftmax, tf.softmax, 'tf.softmax');
    return toMatrix(tfSoftmax(tf.div(toTensor(z), temperature)));
  },
  checks: [
    {
      id: 'values',
      title: 'below 1, 1 and above 1, for one example and for several',
      points: 1,
      cases: (random) => [
        draw(random, 0.5),
        draw(random, 3),
        draw(random, 1),
        draw(random, 0.7, 1),
      ],
    },
    {
      id: 'cold',
      title: 'so cold that a plain exponential overflows',
      points: 1,
      cases(random) {
        // z / temperature is near 800, whose exponential is infinite, and exact in 32 bits.
        const [z] = draw(random, 1);
        return [[map(z, (entry) => 25 + Math.round(32 * entry) / 128), 1 / 32]];
      },
    },
  ],
  mistakes: [
    {
      when: 'the temperature multiplies z instead of dividing it',
      result: (z, temperature) => softmax(scale(z, temperature)),
    },
    {
      when: 'the temperature is not used at all, or only shifts z, which a softmax does not notice',
      result: (z) => softmax(z),
    },
    {
      when: 'the temperature divides the probabilities, after the softmax',
      result: (z, temperature) => scale(softmax(z), 1 / temperature),
    },
    {
      when: 'z is divided by the temperature, but the softmax is missing',
      result: (z, temperature) => scale(z, 1 / temperature),
    },
    {
      when: 'the softmax is taken of the softmax',
      result: (z, temperature) => softmax(scale(softmax(z), 1 / temperature)),
    },
    {
      when: 'the softmax runs over the examples instead of over the vocabulary',
      result: (z, temperature) => transpose(softmax(scale(transpose(z), 1 / temperature))),
    },
  ],
};

function draw(random: Random, temperature: number, examples?: number): Args {
  const [n_y, m] = distinctSizes(random, 2, []);
  return [random.normalMatrix(n_y, examples ?? m, 1.5), temperature];
}
