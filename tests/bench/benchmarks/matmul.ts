import { Matrix, matmul, Random } from 'unrolled';
import { milliseconds, type Benchmark, type Comparison } from '../benchmark.js';
import { tensorflow } from '../peers/tfjs.js';

/** As every textbook has it: three loops, and no thought of the machine. */
function textbook(A: Matrix, B: Matrix): Matrix {
  const C = Matrix.zeros(A.rows, B.cols, A.dtype);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      for (let k = 0; k < A.cols; k++) {
        C.data[i * C.cols + j] += A.data[i * A.cols + k] * B.data[k * B.cols + j];
      }
    }
  }
  return C;
}

function ofSize(n: number, k: number, m: number): Comparison {
  const random = new Random(1);
  const A = random.normalMatrix(n, k, 1, 'float32');
  const B = random.normalMatrix(k, m, 1, 'float32');
  return {
    case: `${n}×${k}×${m}`,
    ours: () => ({ name: 'unrolled, Float32', measure: () => milliseconds(() => matmul(A, B)) }),
    peers: [
      {
        name: 'textbook loop',
        must: 1 / 20,
        open: () => ({
          name: 'textbook loop',
          measure: () => milliseconds(() => textbook(A, B)),
        }),
      },
      {
        name: 'tf.js on tfjs-node',
        open: async () => {
          const { tf, name } = await tensorflow();
          const [a, b] = [A, B].map(({ data, rows, cols }) =>
            tf.tensor2d(data as Float32Array, [rows, cols]),
          );
          return {
            name,
            measure: () =>
              milliseconds(() => {
                const c = tf.matMul(a, b);
                c.dataSync();
                c.dispose();
              }),
            close: () => tf.dispose([a, b]),
          };
        },
      },
    ],
  };
}

export const matmulBenchmark: Benchmark = {
  id: 'matmul',
  title: 'the matrix product in Float32',
  unit: 'ms',
  repetitions: 15,
  comparisons: [ofSize(32, 192, 512), ofSize(256, 256, 256)],
};
