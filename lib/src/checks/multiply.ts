import { Matrix } from '../tensor/matrix';
import { matmul, transpose } from '../tensor/operations';
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
          const [n, k, m] = distinctSizes(random, 3, []);
          return [random.normalMatrix(n, k), random.normalMatrix(k, m)];
        }),
    },
    {
      id: 'vectors',
      title: 'a matrix times one column, a row times a column',
      points: 1,
      cases(random) {
        const [n, k] = distinctSizes(random, 2, []);
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
      result: (A, B) =>
        Matrix.from(
          A.toArray().map((row) =>
            Array.from({ length: B.cols }, (_, j) => row[A.cols - 1] * B.get(B.rows - 1, j)),
          ),
        ),
    },
    {
      when: 'the sum over k stops one term early',
      result: (A, B) =>
        A.cols === 1
          ? Matrix.zeros(A.rows, B.cols)
          : matmul(withoutLastColumn(A), transpose(withoutLastColumn(transpose(B)))),
    },
  ],
};

function withoutLastColumn(matrix: Matrix): Matrix {
  return Matrix.from(matrix.toArray().map((row) => row.slice(0, -1)));
}
