import assert from 'node:assert/strict';
import {
  gradientCheck,
  Matrix,
  Random,
  sequenceCrossEntropy,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from 'unrolled';
import { tf, toTensor } from 'unrolled/checks';

const [n_y, m, T] = [4, 3, 5];

describe('losses', () => {
  const random = new Random(1);
  const z = random.normalMatrix(n_y, m);
  const targets = [2, 0, 3];

  it('softmax cross-entropy agrees with tf.js and with finite differences', () => {
    const { loss, dz } = softmaxCrossEntropy(z, targets);
    const expected = tf.losses
      .softmaxCrossEntropy(tf.oneHot(targets, n_y), toTensor(z), undefined, undefined, 0)
      .sum()
      .dataSync()[0];
    assert.ok(Math.abs(loss - expected) < 1e-5);
    const [row] = gradientCheck(() => softmaxCrossEntropy(z, targets).loss, { z }, { dz });
    assert.ok(row.relativeError < 1e-8);
  });

  it('sigmoid cross-entropy agrees with tf.js and with finite differences', () => {
    const y = Matrix.from([
      [1, 0, 0],
      [0, 1, 1],
      [1, 1, 0],
      [0, 0, 0.3],
    ]);
    const { loss, dz } = sigmoidCrossEntropy(z, y);
    const expected = tf.losses
      .sigmoidCrossEntropy(toTensor(y), toTensor(z), undefined, undefined, 0)
      .sum()
      .dataSync()[0];
    assert.ok(Math.abs(loss - expected) < 1e-4);
    const [row] = gradientCheck(() => sigmoidCrossEntropy(z, y).loss, { z }, { dz });
    assert.ok(row.relativeError < 1e-8);
  });

  it('stay finite and right where the probability of the truth rounds to zero', () => {
    const sure = Matrix.column([1000, 0]);
    assert.equal(softmaxCrossEntropy(sure, [1]).loss, 1000);
    assert.equal(softmaxCrossEntropy(sure, [0]).loss, 0);
    assert.equal(sigmoidCrossEntropy(Matrix.column([-1000]), Matrix.column([1])).loss, 1000);
  });

  it('a sequence sums over its own steps and averages over the examples', () => {
    const steps = Array.from({ length: T }, () => random.normalMatrix(n_y, m));
    const classes = steps.map(() => targets);
    const lengths = [5, 2, 3];
    const { loss, dz } = sequenceCrossEntropy(steps, classes, lengths);
    let byHand = 0;
    lengths.forEach((length, j) => {
      for (let t = 0; t < length; t++) {
        const column = Matrix.column(steps[t].toArray().map((row) => row[j]));
        byHand += softmaxCrossEntropy(column, [targets[j]]).loss / m;
      }
    });
    assert.ok(Math.abs(loss - byHand) < 1e-12);
    const named = Object.fromEntries(steps.map((step, t) => [`z${t}`, step]));
    const gradients = Object.fromEntries(dz.map((d, t) => [`dz${t}`, d]));
    const rows = gradientCheck(
      () => sequenceCrossEntropy(steps, classes, lengths).loss,
      named,
      gradients,
    );
    assert.equal(rows.length, T);
    for (const row of rows) assert.ok(row.relativeError < 1e-7, row.name);
    assert.equal(dz[4].get(0, 1), 0, 'no gradient after the end');
  });

  it('say what is wrong with entries that are not finite, or no probabilities', () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const odd = z.clone();
      odd.set(2, 1, bad);
      const message = new RegExp(
        `z holds ${bad} in row 2, column 1, but every entry must be a fin`,
      );
      assert.throws(() => softmaxCrossEntropy(odd, targets), message);
      assert.throws(() => sigmoidCrossEntropy(odd, Matrix.zeros(n_y, m)), message);
      assert.throws(() => sequenceCrossEntropy([z, odd], [targets, targets]), message);
    }
    for (const bad of [-0.1, 1.1, NaN]) {
      const y = Matrix.zeros(n_y, m);
      y.set(3, 0, bad);
      assert.throws(
        () => sigmoidCrossEntropy(z, y),
        new RegExp(`y holds ${bad} in row 3, column 0, but every entry must be from 0 to 1`),
      );
    }
  });

  it('say what is wrong with a sequence and its lengths', () => {
    const [two, classes] = [
      [z, z],
      [targets, targets],
    ];
    assert.throws(() => sequenceCrossEntropy([], []), /z is an empty sequence: give at least one/);
    assert.throws(
      () => sequenceCrossEntropy(two, classes, [2, 2]),
      /lengths has 2 entries, but z is \[4, 3\]/,
    );
    for (const bad of [-1, 0, 3, 1.5, NaN]) {
      assert.throws(
        () => sequenceCrossEntropy(two, classes, [1, 2, bad]),
        new RegExp(`lengths\\[2\\] is ${bad}, but must be a whole number from 1 to 2, the number`),
      );
    }
  });

  it('say what is wrong with targets, counts and shapes', () => {
    assert.throws(() => softmaxCrossEntropy(z, [0, 1]), /targets has 2 entries, but z is \[4, 3\]/);
    for (const bad of [4, -1, 0.5, NaN]) {
      assert.throws(() => softmaxCrossEntropy(z, [0, bad, 1]), /targets\[1\].*class from 0 to 3/);
    }
    assert.throws(() => softmaxCrossEntropy(z, targets, [true]), /counts has 1 entries/);
    for (const [rows, cols] of [
      [n_y, 1],
      [1, m],
    ]) {
      assert.throws(
        () => sigmoidCrossEntropy(z, Matrix.zeros(rows, cols)),
        new RegExp(`z is \\[4, 3\\], but y is \\[${rows}, ${cols}\\]`),
      );
    }
    assert.throws(() => sequenceCrossEntropy([z], []), /z has 1 steps, but targets has 0/);
  });
});
