import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clipByNorm, clipByValue, globalNorm, Matrix, scale } from 'unrolled';
import { tf, toMatrix, toTensor } from 'unrolled/checks';
import { distance, matrix } from '../tensor/arbitraries.js';

const gradients = fc.record({ dW: matrix(2, 3), db: matrix(2, 1) });
const threshold = fc.double({ min: 0.01, max: 20, noNaN: true });

describe('clipping', () => {
  it('by value agrees with tf.clipByValue', () => {
    fc.assert(
      fc.property(gradients, threshold, ({ dW, db }, limit) => {
        const expected = toMatrix(tf.clipByValue(toTensor(dW), -limit, limit));
        assert.ok(distance(clipByValue({ dW, db }, limit).dW, expected) < 1e-5);
      }),
    );
  });

  it('by norm never raises the norm, keeps the direction, and leaves small ones alone', () => {
    fc.assert(
      fc.property(gradients, threshold, (given, limit) => {
        const before = globalNorm(given);
        const clipped = clipByNorm(given, limit);
        assert.ok(globalNorm(clipped) <= Math.min(before, limit) * (1 + 1e-12));
        if (before <= limit) {
          assert.equal(clipped, given);
        } else {
          const factor = limit / before;
          for (const name of ['dW', 'db'] as const) {
            assert.ok(distance(clipped[name], scale(given[name], factor)) < 1e-12);
          }
        }
      }),
    );
  });

  it('the norm is that of all matrices together', () => {
    assert.equal(globalNorm({ a: Matrix.column([3]), b: Matrix.from([[0, 4]]) }), 5);
  });

  it('keeps the direction of gradients whose squares overflow', () => {
    const exploded = { dW: Matrix.from([[3e200, -4e200]]) };
    assert.ok(Math.abs(globalNorm(exploded) / 5e200 - 1) < 1e-12);
    const [[u, v]] = clipByNorm(exploded, 10).dW.toArray();
    assert.ok(Math.abs(u - 6) < 1e-9 && Math.abs(v + 8) < 1e-9, `${u}, ${v}`);
    assert.equal(globalNorm({ dW: Matrix.column([1, -Infinity]) }), Infinity);
  });

  it('refuses gradients that are not finite', () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const gradients = { dW: Matrix.zeros(2, 1), db: Matrix.from([[0, 1, bad]]) };
      const message = new RegExp(
        `db holds ${bad} in row 0, column 2, but every entry must be a fin`,
      );
      assert.throws(() => clipByNorm(gradients, 1), message);
      assert.throws(() => clipByNorm(gradients, Infinity), message);
      assert.throws(() => clipByValue(gradients, 1), message);
    }
  });

  it('refuses a threshold that is not positive', () => {
    for (const bad of [0, -1, NaN]) {
      assert.throws(() => clipByNorm({}, bad), /threshold is .*, but must be a positive number/);
      assert.throws(() => clipByValue({}, bad), /limit is .*, but must be a positive number/);
    }
  });
});
