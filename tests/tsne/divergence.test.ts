import assert from 'node:assert/strict';
import type { Tensor } from '@tensorflow/tfjs';
import { affinities, gradientCheck, klDivergence, Matrix, Random, tsneGradient } from 'unrolled';
import { tf, toMatrix, toTensor } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

function draw(seed: number, N = 7) {
  const random = new Random(seed);
  return { P: affinities(random.normalMatrix(4, N), 3), Y: random.normalMatrix(2, N) };
}

describe('klDivergence', () => {
  it('knows a case by hand: three points in a row, P uniform', () => {
    // w is 1/2, 1/2 and 1/5, so Z = 2 · 1.2, and q = 5/24, 5/24, 2/24 against p = 1/6 = 4/24.
    const P = Matrix.from([
      [0, 1 / 6, 1 / 6],
      [1 / 6, 0, 1 / 6],
      [1 / 6, 1 / 6, 0],
    ]);
    const Y = Matrix.from([
      [0, 1, 2],
      [0, 0, 0],
    ]);
    const expected = (2 * Math.log(4 / 5) + Math.log(4 / 2)) / 3;
    assert.ok(Math.abs(klDivergence(P, Y) - expected) < 1e-15);
  });

  it('is 0 where the map shows just the affinities, and never negative', () => {
    const Y = new Random(4).normalMatrix(2, 6);
    const Q = Matrix.zeros(6, 6);
    let Z = 0;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        if (i === j) continue;
        Q.set(i, j, 1 / (1 + (Y.get(0, i) - Y.get(0, j)) ** 2 + (Y.get(1, i) - Y.get(1, j)) ** 2));
        Z += Q.get(i, j);
      }
    }
    for (let k = 0; k < 36; k++) Q.data[k] /= Z;
    assert.ok(Math.abs(klDivergence(Q, Y)) < 1e-15);
    assert.ok(Math.max(...tsneGradient(Q, Y).data.map(Math.abs)) < 1e-15);
    for (let seed = 0; seed < 20; seed++) {
      const { P, Y: other } = draw(seed);
      assert.ok(klDivergence(P, other) > 0);
    }
  });

  it('takes affinities of 0', () => {
    const P = Matrix.from([
      [0, 0.5, 0],
      [0.5, 0, 0],
      [0, 0, 0],
    ]);
    assert.ok(Number.isFinite(klDivergence(P, Matrix.zeros(2, 3))));
  });

  it('agrees with tf.js in value and gradient', () => {
    const { P, Y } = draw(2);
    const N = Y.cols;
    const p = toTensor(P);
    const offDiagonal = tf.sub(1, tf.eye(N));
    const divergence = (y: Tensor) =>
      tf.tidy(() => {
        const squares = y.square().sum(1, true);
        const squared = squares.add(squares.transpose()).sub(tf.matMul(y, y, false, true).mul(2));
        const w = tf.div(offDiagonal, squared.add(1));
        const q = w.div(w.sum());
        // The diagonal is masked before the logarithm, or the gradient would be NaN.
        const safe = (t: Tensor) => t.add(tf.eye(N));
        return p
          .mul(safe(p).log().sub(safe(q).log()))
          .sum()
          .asScalar();
      });
    const y = toTensor(Y);
    const value = divergence(y).dataSync()[0];
    assert.ok(Math.abs(klDivergence(P, Y) - value) < 1e-5);
    const gradient = toMatrix(tf.grad(divergence)(y));
    const largest = Math.max(...gradient.data.map(Math.abs));
    assert.ok(distance(tsneGradient(P, Y), gradient) < 1e-5 + 1e-4 * largest);
  });
});

describe('tsneGradient', () => {
  it('agrees with finite differences, also in three dimensions', () => {
    for (const rows of [1, 2, 3]) {
      const { P } = draw(rows);
      const Y = new Random(rows).normalMatrix(rows, P.cols);
      const [row] = gradientCheck(() => klDivergence(P, Y), { Y }, { dY: tsneGradient(P, Y) });
      assert.ok(row.relativeError < 1e-8, `relative error ${row.relativeError}`);
    }
  });

  it('sums to 0: the map as a whole is not pushed', () => {
    const { P, Y } = draw(6);
    const gradient = tsneGradient(P, Y, 12);
    for (const row of gradient.toArray()) {
      assert.ok(Math.abs(row.reduce((a, b) => a + b)) < 1e-14);
    }
  });

  it('with exaggeration adds attraction only', () => {
    const { P, Y } = draw(7);
    const at = [0, 1, 3].map((exaggeration) => tsneGradient(P, Y, exaggeration));
    const attraction = at[1].data.map((g, k) => g - at[0].data[k]);
    const tripled = at[2].data.map((g, k) => g - at[0].data[k]);
    tripled.forEach((g, k) => assert.ok(Math.abs(g - 3 * attraction[k]) < 1e-14));
  });

  it('says which shape P must have', () => {
    const { P } = draw(1);
    const Y = Matrix.zeros(2, 5);
    assert.throws(() => tsneGradient(P, Y), /tsneGradient: P is \[7, 7\], but must be \[5, 5\]/);
    assert.throws(
      () => klDivergence(P, Y),
      /klDivergence: P is \[7, 7\].* Y \[2, 5\] has 5 points/,
    );
    assert.throws(() => klDivergence(Matrix.zeros(4, 5), Y), /P is \[4, 5\]/);
    assert.throws(() => klDivergence(Matrix.zeros(5, 4), Y), /P is \[5, 4\]/);
  });
});
