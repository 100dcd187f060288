import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Matrix, matmul, pca, Random, scale, symmetricEigen, transpose } from 'unrolled';
import { distance, matrix } from './arbitraries.js';

const identity = (n: number) => {
  const result = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) result.set(i, i, 1);
  return result;
};

describe('symmetricEigen', () => {
  it('solves a case known by hand', () => {
    const { values, vectors } = symmetricEigen(
      Matrix.from([
        [2, 1],
        [1, 2],
      ]),
    );
    assert.ok(Math.abs(values[0] - 3) < 1e-14 && Math.abs(values[1] - 1) < 1e-14);
    assert.ok(Math.abs(vectors.get(0, 0) - vectors.get(1, 0)) < 1e-14);
    assert.ok(Math.abs(vectors.get(0, 1) + vectors.get(1, 1)) < 1e-14);
  });

  it('gives A V = V Λ, V orthonormal, λ from largest to smallest', () => {
    const square = fc.integer({ min: 1, max: 8 }).chain((n) => matrix(n, n));
    fc.assert(
      fc.property(square, (B) => {
        const A = matmul(B, transpose(B));
        const size = Math.max(...A.data.map(Math.abs), 1e-300);
        // Below, numbers lose digits one after the other, and no bound relative to A can hold.
        fc.pre(size === 1e-300 || size > 1e-280);
        const { values, vectors } = symmetricEigen(A);
        const Lambda = Matrix.zeros(A.rows, A.rows);
        values.forEach((value, k) => Lambda.set(k, k, value));
        assert.ok(distance(matmul(A, vectors), matmul(vectors, Lambda)) < 1e-12 * size);
        assert.ok(distance(matmul(transpose(vectors), vectors), identity(A.rows)) < 1e-13);
        values.slice(1).forEach((value, k) => assert.ok(value <= values[k]));
      }),
    );
  });

  it('refuses what is not square or not finite', () => {
    assert.throws(() => symmetricEigen(Matrix.zeros(2, 3)), /A is \[2, 3\], but must be square/);
    assert.throws(() => symmetricEigen(Matrix.from([[NaN]])), /NaN or infinite/);
  });
});

describe('pca', () => {
  const random = new Random(5);

  it('finds the direction and variance that the data was made with', () => {
    // Along (3, 4)/5 with deviation 10, across it with deviation 1, about (7, −2).
    const N = 20_000;
    const X = Matrix.zeros(2, N);
    for (let j = 0; j < N; j++) {
      const [along, across] = [random.normal(0, 10), random.normal()];
      X.set(0, j, 7 + (3 * along - 4 * across) / 5);
      X.set(1, j, -2 + (4 * along + 3 * across) / 5);
    }
    const { components, variances, mean } = pca(X, 2);
    assert.ok(
      distance(
        components,
        Matrix.from([
          [0.6, -0.8],
          [0.8, 0.6],
        ]),
      ) < 0.01 ||
        distance(
          components,
          Matrix.from([
            [0.6, 0.8],
            [0.8, -0.6],
          ]),
        ) < 0.01,
    );
    assert.ok(Math.abs(variances[0] - 100) < 3 && Math.abs(variances[1] - 1) < 0.03);
    assert.ok(distance(mean, Matrix.column([7, -2])) < 0.3);
  });

  it('projects to uncorrelated rows of mean 0 with those variances', () => {
    const X = random.normalMatrix(5, 40);
    const { projected, variances, components } = pca(X, 3);
    assert.deepEqual(projected.shape, [3, 40]);
    const covariance = scale(matmul(projected, transpose(projected)), 1 / 40);
    for (let i = 0; i < 3; i++) {
      const row = projected.toArray()[i];
      assert.ok(Math.abs(row.reduce((a, b) => a + b)) < 1e-12);
      for (let j = 0; j < 3; j++) {
        assert.ok(Math.abs(covariance.get(i, j) - (i === j ? variances[i] : 0)) < 1e-12);
      }
      const column = components.toArray().map((entries) => entries[i]);
      const largest = column.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      assert.ok(largest > 0, 'the sign is fixed by the largest entry');
    }
  });

  it('keeps all of the data where k = d, and finds no variance where there is none', () => {
    const X = random.normalMatrix(3, 10);
    for (let j = 0; j < 10; j++) X.set(1, j, 4);
    const { projected, components, variances, mean } = pca(X, 3);
    const back = matmul(components, projected);
    for (let j = 0; j < 10; j++)
      for (let i = 0; i < 3; i++) back.set(i, j, back.get(i, j) + mean.get(i, 0));
    assert.ok(distance(back, X) < 1e-12);
    assert.ok(variances[2] >= 0 && variances[2] < 1e-25);
  });

  it('works with fewer examples than features, and from Float32', () => {
    const X = random.normalMatrix(6, 2, 1, 'float32');
    const { variances, projected } = pca(X, 2);
    assert.ok(variances[0] > 0 && variances[1] < 1e-12);
    assert.equal(projected.dtype, 'float64');
  });

  it('says what is wrong', () => {
    assert.throws(() => pca(Matrix.zeros(2, 9), 3), /k is 3, but X \[2, 9\] has from 1 to 2/);
    assert.throws(() => pca(Matrix.zeros(2, 9), 0), /k is 0/);
    const X = Matrix.from([
      [1, 2],
      [3, -Infinity],
    ]);
    assert.throws(
      () => pca(X, 1),
      /X holds -Infinity in row 1, column 1, but every entry must be a finite/,
    );
  });
});
