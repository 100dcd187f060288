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
});
