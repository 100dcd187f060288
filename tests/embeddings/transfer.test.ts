import assert from 'node:assert/strict';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import {
  averageEmbedding,
  embeddingClassifierBackward,
  embeddingClassifierForward,
  gradientCheck,
  Matrix,
  NO_TOKEN,
  Random,
  softmaxCrossEntropy,
} from 'unrolled';
import { tf } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

const [V, n_e, n_y] = [7, 4, 3];
const documents = [[0, 5, 5, 2], [6], [1, NO_TOKEN, 3]];
const targets = [2, 0, 1];

function randomParameters() {
  const random = new Random(1);
  return {
    E: random.normalMatrix(n_e, V),
    Wya: random.normalMatrix(n_y, n_e),
    by: random.normalMatrix(n_y, 1),
  };
}

describe('averageEmbedding', () => {
  it('is the mean of the words’ vectors, in any order; zero for no words', () => {
    const { E } = randomParameters();
    const x = averageEmbedding(E, [...documents, [NO_TOKEN], [5, 2, 0, 5]]);
    for (let i = 0; i < n_e; i++) {
      const mean = (E.get(i, 0) + 2 * E.get(i, 5) + E.get(i, 2)) / 4;
      assert.ok(Math.abs(x.get(i, 0) - mean) < 1e-12);
      assert.equal(x.get(i, 1), E.get(i, 6));
      assert.ok(Math.abs(x.get(i, 2) - (E.get(i, 1) + E.get(i, 3)) / 2) < 1e-12);
      assert.equal(x.get(i, 3), 0);
      assert.ok(Math.abs(x.get(i, 4) - mean) < 1e-12);
    }
  });

  it('says what is wrong', () => {
    const { E } = randomParameters();
    assert.throws(() => averageEmbedding(E, [[0], [7]]), /documents\[1\] has the word 7.*0 to 6/);
    assert.throws(() => averageEmbedding(E, []), /no documents/);
  });
});

describe('embedding classifier', () => {
  const lossOf = (parameters: ReturnType<typeof randomParameters>) => {
    const { z, cache } = embeddingClassifierForward(documents, parameters);
    return { cache, ...softmaxCrossEntropy(z, targets) };
  };

  it('fine-tuned: right gradients by finite differences, values and gradients of tf.js', () => {
    const parameters = randomParameters();
    const { loss, dz, cache } = lossOf(parameters);
    const gradients = embeddingClassifierBackward(dz, cache);
    const rows = gradientCheck(() => lossOf(parameters).loss, parameters, gradients);
    assert.equal(rows.length, 3);
    for (const row of rows) assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);

    const inTfjs = (E: Tensor, Wya: Tensor, by: Tensor): Scalar => {
      const means = documents.map(
        (words) =>
        tf.gather(E, words.filter((word) => word !== NO_TOKEN), 1).mean(1), // prettier-ignore
      );
      const z = tf.matMul(tf.stack(means) as Tensor2D, Wya, false, true).add(tf.transpose(by));
      const y = tf.oneHot(targets, n_y);
      return tf.losses.softmaxCrossEntropy(y, z as Tensor2D).mul(targets.length);
    };
    const names = ['E', 'Wya', 'by'] as const;
    const tensors = names.map((name) => tf.tensor2d(parameters[name].toArray()));
    const value = inTfjs(tensors[0], tensors[1], tensors[2]).dataSync()[0];
    assert.ok(Math.abs(loss - value) < 1e-4);
    tf.grads(inTfjs)(tensors).forEach((theirs, n) => {
      const ours = gradients[`d${names[n]}`];
      const expected = new Matrix(ours.rows, ours.cols, Float64Array.from(theirs.dataSync()));
      assert.ok(distance(ours, expected) < 1e-5, names[n]);
    });
  });

  it('frozen: the same gradients but for the vectors, which have none', () => {
    const { dz, cache } = lossOf(randomParameters());
    const tuned = embeddingClassifierBackward(dz, cache);
    const frozen = embeddingClassifierBackward(dz, cache, { frozen: true });
    assert.deepEqual(Object.keys(frozen).sort(), ['dWya', 'dby']);
    assert.equal(distance(frozen.dWya, tuned.dWya), 0);
    assert.equal(distance(frozen.dby, tuned.dby), 0);
  });
});
