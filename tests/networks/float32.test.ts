import assert from 'node:assert/strict';
import {
  gruCell,
  initializeGru,
  initializeLstm,
  initializePeepholeLstm,
  initializeRnn,
  initializeSimplifiedGru,
  lstmCell,
  Matrix,
  peepholeLstmCell,
  Random,
  reluRnnCell,
  rnnCell,
  simplifiedGruCell,
  unrollBackward,
  unrollForward,
  type Cell,
  type RecurrentState,
  type Tensors,
} from 'unrolled';

const [n_x, n_a, m, T] = [11, 37, 13, 9];

/** The same matrices in Float32. */
function single<T extends Tensors>(tensors: T): T {
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

/** The last state, all gradients by name, and ∂L/∂x<1>, in one precision. */
function results<P extends Tensors, S extends RecurrentState, Cache>(
  cell: Cell<P, S, Cache>,
  x: readonly Matrix[],
  initial: S,
  parameters: P,
  da: readonly Matrix[],
): Tensors {
  const unrolled = unrollForward(cell, x, initial, parameters);
  const { dx, gradients } = unrollBackward(cell, unrolled, da);
  return { ...unrolled.states[T - 1], ...gradients, dx1: dx[0] };
}

describe('networks in Float32', () => {
  const random = new Random(1);
  const x = Array.from({ length: T }, () => random.normalMatrix(n_x, m));
  const da = Array.from({ length: T }, () => random.normalMatrix(n_a, m));
  const a = random.normalMatrix(n_a, m, 0.5);
  const c = random.normalMatrix(n_a, m, 0.5);

  function agrees<P extends Tensors, S extends RecurrentState, Cache>(
    name: string,
    cell: Cell<P, S, Cache>,
    initial: S,
    initialize: (n_x: number, n_a: number, random: Random) => P,
  ) {
    it(`${name}: values and gradients are those of Float64`, () => {
      const parameters = initialize(n_x, n_a, random);
      const exact = results(cell, x, initial, parameters, da);
      const found = results(
        cell,
        x.map(toSingle),
        single(initial),
        single(parameters),
        da.map(toSingle),
      );
      for (const name in exact) assertClose(name, found[name], exact[name]);
    });
  }

  agrees('the RNN', rnnCell, { a }, initializeRnn);
  agrees('the RNN with ReLU', reluRnnCell, { a }, initializeRnn);
  agrees('the simplified GRU', simplifiedGruCell, { a }, initializeSimplifiedGru);
  agrees('the GRU', gruCell, { a }, initializeGru);
  agrees('the LSTM', lstmCell, { a, c }, initializeLstm);
  agrees('the peephole LSTM', peepholeLstmCell, { a, c }, initializePeepholeLstm);
});
