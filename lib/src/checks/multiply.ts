import { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { map, subtract } from '../tensor/operations';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type Args = [A: Matrix, B: Matrix];

export const multiplyExercise: Exercise<typeof tf.matMul, Args, Matrix> = {
  id: 'multiply',
  lesson: '00-getting-started',
  functionName: 'multiply',
  argumentNames: ['A', 'B'],
  resultName: 'A·B',
  allowed: ['Matrix'],
  tolerance: float32Tolerance,
  layers: () => tf.matMul,
  oracle(matMul, A, B) {
    requireFunction(matMul, tf.matMul, 'tf.matMul');
    // The adapter transposes, as everywhere: (A·B)ᵀ = Bᵀ·Aᵀ.
    return toMatrix(matMul(toTensor(B), toTensor(A)));
  },
  checks: [
    {
      id: 'values',
      title: 'matrices of different shapes',
      points: 2,
      cases: (random) =>
        [1, 2].map(() => {
          // No size is 2: then losing the first product would be the same as keeping the last one.
          const [n, k, m] = distinctSizes(random, 3, [2]);
          return [random.normalMatrix(n, k), random.normalMatrix(k, m)];
        }),
    },
    {
      id: 'vectors',
      title: 'a matrix times one column, a row times a column',
      points: 1,
      cases(random) {
        const [n, k] = distinctSizes(random, 2, [2]);
        const column = random.normalMatrix(k, 1);
        return [
          [random.normalMatrix(n, k), column],
          [random.normalMatrix(1, k), column],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'only the last product of each sum is kept (= where += is needed)',
      result: (A, B) => product(A, B, A.cols - 1),
    },
    {
      when: 'the sum over k stops one term early',
      result: (A, B) => subtract(matmul(A, B), product(A, B, A.cols - 1)),
    },
    {
      when: 'the sum over k starts at k = 1, so that the first product of each sum is missing',
      result: (A, B) => subtract(matmul(A, B), product(A, B, 0)),
    },
    {
      when: 'the sum is not set back to 0 before each entry of the result',
      result(A, B) {
        let sum = 0;
        return map(matmul(A, B), (entry) => (sum += entry));
      },
    },
  ],
};

/** What one k adds to A·B: column k of A times row k of B. */
function product(A: Matrix, B: Matrix, k: number): Matrix {
  const column = Matrix.column(A.toArray().map((row) => row[k]));
  return matmul(column, Matrix.from([B.toArray()[k]]));
}
