import { matmul, Random } from 'unrolled';
import { milliseconds, type Benchmark, type Comparison } from '../benchmark.js';
import { tensorflow } from '../peers/tfjs.js';

/** As every textbook has it: three loops over arrays, and no thought of the machine. */
function textbook(a: Float32Array, b: Float32Array, n: number, k: number, m: number): Float32Array {
  const c = new Float32Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p] * b[p * m + j];
      c[i * m + j] = sum;
    }
  }
  return c;
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
          measure: () =>
            milliseconds(() => textbook(A.data as Float32Array, B.data as Float32Array, n, k, m)),
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
