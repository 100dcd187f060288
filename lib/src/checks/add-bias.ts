import { Matrix } from '../tensor/matrix';
import { add, scale } from '../tensor/operations';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type Args = [Z: Matrix, b: Matrix];

export const addBiasExercise: Exercise<typeof tf.add, Args, Matrix> = {
  id: 'add-bias',
  lesson: '00-getting-started',
  functionName: 'addBias',
  argumentNames: ['Z', 'b'],
  resultName: 'Z + b',
  allowed: ['Matrix'],
  tolerance: float32Tolerance,
  layers: () => tf.add,
  oracle(addTensors, Z, b) {
    requireFunction(addTensors, tf.add, 'tf.add');
    return toMatrix(addTensors(toTensor(Z), toTensor(b)));
  },
  checks: [
    {
      id: 'values',
      title: 'a bias added to every column',
      points: 1,
      cases: (random) =>
        [1, 2].map(() => {
          // No size is 2: then missing the last column would be the same as the first one only.
          const [n, m] = distinctSizes(random, 2, [2]);
          return [random.normalMatrix(n, m), random.normalMatrix(n, 1)];
        }),
    },
    {
      id: 'one-example',
      title: 'one column only',
      points: 1,
      cases(random) {
        const n = random.integer(2, 7);
        return [[random.normalMatrix(n, 1), random.normalMatrix(n, 1)]];
      },
    },
  ],
  mistakes: [
    { when: 'nothing is added', result: (Z) => Z },
    {
      when: 'only the first column gets the bias',
      result(Z, b) {
        const result = Z.clone();
        for (let i = 0; i < Z.rows; i++) result.set(i, 0, Z.get(i, 0) + b.get(i, 0));
        return result;
      },
    },
    {
      when: 'every row gets the bias of row 0',
      result: (Z, b) => add(Z, Matrix.column(Array<number>(Z.rows).fill(b.get(0, 0)))),
    },
    {
      when: 'the last column gets no bias',
      result(Z, b) {
        const result = add(Z, b);
        const last = Z.cols - 1;
        for (let i = 0; i < Z.rows; i++) result.set(i, last, Z.get(i, last));
        return result;
      },
    },
    { when: 'the bias is subtracted', result: (Z, b) => add(Z, scale(b, -1)) },
  ],
};
