import assert from 'node:assert/strict';
import {
  gruBackward,
  gruForward,
  initializeGru,
  initializeLstm,
  initializeRnn,
  lstmBackward,
  lstmForward,
  Matrix,
  Random,
  rnnBackward,
  rnnForward,
  type DType,
} from 'unrolled';

const [n_x, n_a, m, T] = [11, 37, 13, 9];

/** The same matrices in Float32. */
function single<T extends Readonly<Record<string, Matrix>>>(tensors: T): T {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, matrix]) => [name, toSingle(matrix)]),
  ) as T;
}

function toSingle({ rows, cols, data }: Matrix): Matrix {
  return new Matrix(rows, cols, Float32Array.from(data));
}

/** By |a − b| ≤ 10⁻⁵ + 10⁻⁴ max |b|, as the course compares with tf.js. */
function assertClose(name: string, a: Matrix, b: Matrix): void {
  assert.equal(a.dtype, 'float32', name);
  let largest = 0;
  for (const entry of b.data) largest = Math.max(largest, Math.abs(entry));
  b.data.forEach((entry, k) => {
    const difference = Math.abs(a.data[k] - entry);
    assert.ok(difference <= 1e-5 + 1e-4 * largest, `${name}, entry ${k}: off by ${difference}`);
  });
}

const random = new Random(1);
const x = Array.from({ length: T }, () => random.normalMatrix(n_x, m));
const da = Array.from({ length: T }, () => random.normalMatrix(n_a, m));
const zeros = (dtype: DType) => Matrix.zeros(n_a, m, dtype);
const rnn = initializeRnn(n_x, n_a, random);
const gru = initializeGru(n_x, n_a, random);
const lstm = initializeLstm(n_x, n_a, random);

/** Every network's last state and gradients, in one precision. */
const results: Record<string, (dtype: DType) => Record<string, Matrix>> = {
  rnn(dtype) {
    const { a, unrolled } = rnnForward(inputs(dtype), zeros(dtype), of(dtype, rnn));
    const { dx, da0, dWax, dWaa, dba } = rnnBackward(outputs(dtype), unrolled);
    return { a: a[T - 1], dx1: dx[0], da0, dWax, dWaa, dba };
  },
  gru(dtype) {
    const { c, unrolled } = gruForward(inputs(dtype), zeros(dtype), of(dtype, gru));
    const { dx, gradients } = gruBackward(outputs(dtype), unrolled);
    return { c: c[T - 1], dx1: dx[0], ...gradients };
  },
  lstm(dtype) {
    const initial = { a: zeros(dtype), c: zeros(dtype) };
    const { a, c, unrolled } = lstmForward(inputs(dtype), initial, of(dtype, lstm));
    const { dx, gradients } = lstmBackward(outputs(dtype), unrolled);
    return { a: a[T - 1], c: c[T - 1], dx1: dx[0], ...gradients };
  },
};

function inputs(dtype: DType): Matrix[] {
  return dtype === 'float32' ? x.map(toSingle) : x;
}

function outputs(dtype: DType): Matrix[] {
  return dtype === 'float32' ? da.map(toSingle) : da;
}

function of<T extends Readonly<Record<string, Matrix>>>(dtype: DType, parameters: T): T {
  return dtype === 'float32' ? single(parameters) : parameters;
}

describe('networks in Float32', () => {
  for (const [name, run] of Object.entries(results)) {
    it(`${name}: values and gradients are those of Float64`, () => {
      const exact = run('float64');
      for (const [tensor, matrix] of Object.entries(run('float32'))) {
        assertClose(tensor, matrix, exact[tensor]);
      }
    });
  }
});
