import assert from 'node:assert/strict';
import fc from 'fast-check';
import { map, Matrix, Random, relu, sigmoid, softmax, sumColumns, tanh, transpose } from 'unrolled';
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

  it('softmax in Float32 is what it is in Float64, for any number of columns', () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1, max: 40 }), size), fc.nat(), ([n, m], seed) => {
        const random = new Random(seed);
        const Z = map(
          random.normalMatrix(n, m, 30, 'float32'),
          (z) => z + random.integer(-500, 500),
        );
        const exact = softmax(Matrix.from(Z.toArray()));
        softmax(Z).data.forEach((value, k) => {
          assert.ok(Math.abs(value - exact.data[k]) < 1e-6);
        });
      }),
    );
    // A column that holds NaN has no probabilities; the others keep theirs.
    const Z = Matrix.from(
      [
        [0, 0, NaN, 0, 0],
        [0, 0, 0, 0, -Infinity],
      ],
      'float32',
    );
    const [first, second] = softmax(Z).toArray();
    const half = Math.fround(0.5);
    assert.deepEqual(first, [half, half, NaN, half, 1]);
    assert.ok(second[4] < 1e-30 && Number.isNaN(second[2]) && second[3] === half);
  });
});
