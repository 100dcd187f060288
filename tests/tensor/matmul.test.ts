import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import {
  Matrix,
  matmul,
  matmulTransposed,
  Random,
  rnnForward,
  transpose,
  transposedMatmul,
  type DType,
} from 'unrolled';

/** c_ij = Σ_k a_ik b_kj, and the same sum of absolute values, which bounds the rounding errors. */
function specified(A: Matrix, B: Matrix): { C: Matrix; magnitude: Matrix } {
  const C = Matrix.zeros(A.rows, B.cols);
  const magnitude = Matrix.zeros(A.rows, B.cols);
  for (let i = 0; i < C.rows; i++) {
    for (let j = 0; j < C.cols; j++) {
      for (let k = 0; k < A.cols; k++) {
        const term = A.data[i * A.cols + k] * B.data[k * B.cols + j];
        C.data[i * C.cols + j] += term;
        magnitude.data[i * C.cols + j] += Math.abs(term);
      }
    }
  }
  return { C, magnitude };
}

/** In Float64 to the last bit; in Float32 as far as k products and sums may round. */
function assertIsProduct(C: Matrix, A: Matrix, B: Matrix): void {
  const expected = specified(A, B);
  assert.deepEqual([C.shape, C.dtype], [[A.rows, B.cols], A.dtype]);
  if (A.dtype === 'float64') return assert.deepEqual(C.data, expected.C.data);
  const relative = (A.cols + 1) * 2 ** -24;
  C.data.forEach((c, at) => {
    const error = Math.abs(c - expected.C.data[at]);
    const allowed = relative * expected.magnitude.data[at];
    assert.ok(
      error <= allowed,
      `entry ${at} of ${C.shape.join('×')}: off by ${error} > ${allowed}`,
    );
  });
}

function assertAllProducts(n: number, k: number, m: number, dtype: DType, seed: number): void {
  const random = new Random(seed);
  const A = random.normalMatrix(n, k, 1, dtype);
  const B = random.normalMatrix(k, m, 1, dtype);
  const before = [A.clone(), B.clone()];
  assertIsProduct(matmul(A, B), A, B);
  assertIsProduct(transposedMatmul(transpose(A), B), A, B);
  assertIsProduct(matmulTransposed(A, transpose(B)), A, B);
  assert.deepEqual([A, B], before);
}

const dtype = fc.constantFrom<DType>('float64', 'float32');

describe('matrix product', () => {
  it('is Σ_k a_ik b_kj for all shapes, both dtypes and either factor transposed', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(fc.property(size, size, size, dtype, fc.integer(), assertAllProducts), {
      numRuns: 300,
    });
  });

  it('is so at the edges of the kernel: tiles of 4, 8 and 16, pieces of 256', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const n of [1, 4, 5, 17]) {
        for (const m of [1, 7, 8, 9]) {
          for (const k of [1, 255, 256, 257, 513]) assertAllProducts(n, k, m, dtype, n + k + m);
        }
      }
      assertAllProducts(1, 1, 600, dtype, 1);
      assertAllProducts(600, 1, 1, dtype, 2);
      assertAllProducts(300, 200, 250, dtype, 3);
    }
  });

  it('lets NaN and infinity reach the entries that they belong to, and no others', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const A = new Random(4).normalMatrix(13, 11, 1, dtype);
      const B = new Random(5).normalMatrix(11, 10, 1, dtype);
      const clean = matmul(A, B);
      A.set(12, 10, NaN);
      B.set(3, 9, Infinity);
      const C = matmul(A, B);
      for (let i = 0; i < 13; i++) {
        for (let j = 0; j < 10; j++) {
          const isHit = i === 12 || j === 9;
          assert.equal(Number.isFinite(C.get(i, j)), !isHit);
          if (!isHit) assert.equal(C.get(i, j), clean.get(i, j));
        }
      }
    }
  });

  it('sees that a weight changed between two sequences, though not within one', () => {
    const random = new Random(6);
    const parameters = {
      Wax: random.normalMatrix(20, 10),
      Waa: random.normalMatrix(20, 20),
      ba: random.normalMatrix(20, 1),
    };
    const x = [1, 2, 3].map(() => random.normalMatrix(10, 4));
    const a0 = Matrix.zeros(20, 4);
    const before = rnnForward(x, a0, parameters).a;
    parameters.Waa.set(0, 0, parameters.Waa.get(0, 0) + 1);
    const { Wax, Waa, ba } = parameters;
    const after = rnnForward(x, a0, parameters).a;
    const copied = rnnForward(x, a0, { Wax: Wax.clone(), Waa: Waa.clone(), ba }).a;
    assert.deepEqual(after, copied);
    assert.notDeepEqual(after, before);
  });

  it('says what does not fit, and how the factors were given', () => {
    const [A, B] = [Matrix.zeros(2, 3), Matrix.zeros(4, 5)];
    const refused = (message: RegExp) => ({ name: 'RangeError', message });
    assert.throws(() => matmul(A, B), refused(/^matmul: \[2, 3\] · \[4, 5\].* 3 columns.* 4 rows/));
    assert.throws(
      () => transposedMatmul(A, B),
      refused(/^transposedMatmul: \[2, 3\]ᵀ · \[4, 5\].* 2 rows.* 4$/),
    );
    assert.throws(
      () => matmulTransposed(A, B),
      refused(/^matmulTransposed: \[2, 3\] · \[4, 5\]ᵀ.* 3 columns.* 5$/),
    );
    const single = Matrix.zeros(2, 3, 'float32');
    for (const product of [transposedMatmul, matmulTransposed]) {
      assert.throws(() => product(A, single), /float64 \[2, 3\] with float32 \[2, 3\]/);
    }
  });
});

/** Runs a script in a Node of its own. */
function run(script: string): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
}

describe('without WebAssembly', () => {
  const work = `
    const { matmul, Random, transposedMatmul } = require('unrolled');
    const [A, B] = [new Random(1).normalMatrix(40, 50), new Random(2).normalMatrix(50, 30)];
    console.log(Buffer.from(matmul(A, B).data.buffer).toString('base64'));
    console.log(transposedMatmul(B, B).get(0, 0));`;

  it('products are the same, and it is said once that they are slow', () => {
    const fast = run(work);
    const slow = run(`delete globalThis.WebAssembly;${work}`);
    assert.deepEqual([fast.status, slow.status, fast.stderr], [0, 0, '']);
    assert.equal(slow.stdout, fast.stdout);
    assert.equal(
      slow.stderr.match(/WebAssembly with SIMD can't be used \(ReferenceError/g)?.length,
      1,
    );
  });

  it('nothing is said where no product is large enough to matter', () => {
    const { stdout, stderr } = run(
      `delete globalThis.WebAssembly;
       const { matmul, Matrix } = require('unrolled');
       console.log(matmul(Matrix.from([[2]]), Matrix.from([[3]])).get(0, 0));`,
    );
    assert.deepEqual([stdout, stderr], ['6\n', '']);
  });
});
