import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Matrix, relu, sigmoid, softmax, sumColumns, tanh, transpose } from 'unrolled';
import { tf, toMatrix, toTensor } from 'unrolled/checks';
import { distance, matrix, size } from './arbitraries.js';

const anyMatrix = fc.tuple(size, size).chain(([n, m]) => matrix(n, m));

describe('activation functions', () => {
  it('agree with tf.js', () => {
    fc.assert(
      fc.property(anyMatrix, (Z) => {
        for (const [ours, theirs] of [
          [tanh, tf.tanh],
          [sigmoid, tf.sigmoid],
          [relu, tf.relu],
          [softmax, tf.softmax],
        ] as const) {
          const expected = toMatrix(theirs(toTensor(Z)));
          assert.ok(distance(ours(Z), expected) < 1e-5, ours.name);
        }
      }),
    );
  });

  it("softmax's columns sum to 1, also where eᶻ overflows or vanishes", () => {
    for (const shift of [0, 1000, -1000]) {
      const Z = Matrix.from([[shift], [shift + 1], [shift + 2]]);
      const sums = sumColumns(transpose(softmax(Z)));
      assert.ok(Math.abs(sums.get(0, 0) - 1) < 1e-12);
    }
  });

  it('in Float32 are within 3·10⁻⁷ of what they are in Float64, for any number of entries', () => {
    const anyNumber = fc.oneof(
      fc.float({ min: -100, max: 100, noNaN: true }),
      fc.float({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(0, 0.625, -0.625, Infinity, -Infinity, NaN),
    );
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 70 }), (values) => {
        const Z = Matrix.column(values, 'float32');
        for (const activation of [tanh, sigmoid]) {
          const exact = activation(Matrix.column(values)).data;
          activation(Z).data.forEach((value, k) => {
            assert.equal(Number.isNaN(value), Number.isNaN(exact[k]));
            assert.ok(!(Math.abs(value - exact[k]) > 3e-7 * Math.abs(exact[k]) + 2e-38));
          });
        }
        assert.deepEqual(Z, Matrix.column(values, 'float32'));
      }),
    );
  });
});
