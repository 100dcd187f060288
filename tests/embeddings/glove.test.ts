import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  collectCooccurrences,
  cooccurrenceMatrix,
  countCooccurrences,
  Glove,
  gloveLoss,
  gradientCheck,
  Matrix,
  nearestWords,
  ppmi,
  Random,
  svdEmbedding,
  truncatedSvd,
} from 'unrolled';
import { tf } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

/** Both ways round, as the definition has it. */
function countedByHand(sentences: readonly number[][], V: number, window: number): Matrix {
  const X = Matrix.zeros(V, V);
  for (const sentence of sentences) {
    sentence.forEach((i, t) => {
      sentence.forEach((j, s) => {
        const d = Math.abs(t - s);
        if (d >= 1 && d <= window) X.set(i, j, X.get(i, j) + 1 / d);
      });
    });
  }
  return X;
}

describe('countCooccurrences', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cooccurrence-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts 1 / distance for every two words near each other', async () => {
    const blocks = countCooccurrences([[0, 1, 2, 0]], { V: 3, window: 2 });
    const { rows, cols, counts } = await collectCooccurrences(blocks);
    assert.deepEqual([...rows], [0, 0, 1]);
    assert.deepEqual([...cols], [1, 2, 2]);
    assert.deepEqual([...counts], [1.5, 1.5, 1]);
  });

  it('agrees with the definition, however small its table: on disk as in memory', async () => {
    const V = 8;
    const corpus = fc.array(fc.array(fc.integer({ min: 0, max: V - 1 }), { maxLength: 12 }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        corpus,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 4, max: 40 }),
        async (sentences, window, maxPairs) => {
          const options = { V, window, maxPairs, folder };
          const all = await collectCooccurrences(countCooccurrences(sentences, options));
          const expected = countedByHand(sentences, V, window);
          assert.ok(distance(cooccurrenceMatrix(all, V), expected) < 1e-12);
          for (let n = 1; n < all.rows.length; n++) {
            const [before, key] = [n - 1, n].map((at) => all.rows[at] * V + all.cols[at]);
            assert.ok(before < key, 'in order, each pair once');
          }
          assert.deepEqual(readdirSync(folder), [], 'no temporary files are left');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('merges many files of many blocks, and clears up when it is left', async () => {
    const [V, window] = [600, 5];
    const random = new Random(1);
    const sentences = Array.from({ length: 300 }, () =>
      Array.from({ length: 60 }, () => Math.floor(V * random.uniform() ** 2)),
    );
    const options = { V, window, maxPairs: 2000, folder };
    const all = await collectCooccurrences(countCooccurrences(sentences, options));
    const expected = countedByHand(sentences, V, window);
    assert.ok(distance(cooccurrenceMatrix(all, V), expected) < 1e-9);
    for await (const { rows } of countCooccurrences(sentences, options)) {
      assert.ok(rows.length > 0);
      assert.equal(readdirSync(folder).length, 1, 'now there are temporary files');
      break;
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('says what is wrong, and clears up', async () => {
    const counted = (sentences: number[][], options = {}) =>
      collectCooccurrences(countCooccurrences(sentences, { V: 3, window: 2, folder, ...options }));
    await assert.rejects(counted([[0], [1, 3]]), /word 1 of sentence 1 is 3.*from 0 to 2/);
    await assert.rejects(counted([], { window: 0 }), /window is 0/);
    await assert.rejects(counted([], { maxPairs: 1 }), /maxPairs is 1.*at least the window, 2/);
    await assert.rejects(counted([[0, 1, 2, 2, 1, 0], [-1]], { maxPairs: 2 }), /sentence 1 is -1/);
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe('GloVe', () => {
  const [V, n_e] = [6, 4];
  const entries = {
    rows: Int32Array.of(0, 1, 3, 5, 2),
    cols: Int32Array.of(1, 0, 3, 2, 5),
    counts: Float64Array.of(0.5, 20, 300, 7, 7),
  };
  const random = new Random(1);
  const parameters = {
    W: random.normalMatrix(n_e, V),
    Wtilde: random.normalMatrix(n_e, V),
    b: random.normalMatrix(V, 1),
    btilde: random.normalMatrix(V, 1),
  };
  const names = ['W', 'Wtilde', 'b', 'btilde'] as const;

  it('right gradients by finite differences, values and gradients of tf.js', () => {
    const { loss, gradients } = gloveLoss(entries, parameters, { xMax: 50 });
    const rows = gradientCheck(
      () => gloveLoss(entries, parameters, { xMax: 50 }).loss,
      parameters,
      gradients,
    );
    for (const row of rows) assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);

    const inTfjs = (W: Tensor, Wtilde: Tensor, b: Tensor, btilde: Tensor): Scalar => {
      const i = tf.tensor1d([...entries.rows], 'int32');
      const j = tf.tensor1d([...entries.cols], 'int32');
      const x = tf.tensor1d([...entries.counts]);
      const difference = tf
        .gather(W, i, 1)
        .mul(tf.gather(Wtilde, j, 1))
        .sum(0)
        .add(tf.gather(b, i).squeeze([1]))
        .add(tf.gather(btilde, j).squeeze([1]))
        .sub(tf.log(x));
      return tf.minimum(x.div(50).pow(0.75), 1).mul(difference.square()).sum();
    };
    const tensors = names.map((name) => tf.tensor2d(parameters[name].toArray()));
    const [W, Wtilde, b, btilde] = tensors;
    const value = inTfjs(W, Wtilde, b, btilde).dataSync()[0];
    assert.ok(Math.abs(loss - value) < 1e-4 * value);
    tf.grads(inTfjs)(tensors).forEach((theirs, n) => {
      const ours = gradients[`d${names[n]}`];
      const expected = new Matrix(ours.rows, ours.cols, Float64Array.from(theirs.dataSync()));
      assert.ok(distance(ours, expected) < 1e-3, names[n]);
    });
  });

  it('says what is wrong', () => {
    const zero = { ...entries, counts: Float64Array.of(1, 1, 0, 1, 1) };
    assert.throws(() => gloveLoss(zero, parameters), /counts\[2\] is 0, but must be positive/);
    const beyond = { ...entries, cols: Int32Array.of(1, 6, 3, 2, 5) };
    assert.throws(() => gloveLoss(beyond, parameters), /cols\[1\] is 6, but must be from 0 to 5/);
    const b = Matrix.zeros(V, 2);
    assert.throws(() => gloveLoss(entries, { ...parameters, b }), /b is \[6, 2\].*\[6, 1\]/);
    assert.throws(() => new Glove(['a'], entries), /cols\[0\] is 1.*from 0 to 0/);
    const words = [...'abcdef'];
    assert.throws(() => new Glove(words, entries, { dimension: 0 }), /dimension is 0/);
    assert.throws(() => new Glove(words, entries, { rate: -1 }), /rate is -1/);
    const none = { rows: new Int32Array(), cols: new Int32Array(), counts: new Float64Array() };
    assert.throws(() => new Glove(words, none), /no co-occurrences/);
  });

  it('trained: the loss falls, and words are near those of their topic', async () => {
    const words = ['cat', 'dog', 'cow', 'red', 'blue', 'pink'];
    const draw = new Random(2);
    const sentences = Array.from({ length: 300 }, () => {
      const topic = draw.integer(0, 1);
      return Array.from(
        { length: 10 },
        () =>
          // One word in ten from the other topic, so that all have met.
          draw.integer(0, 2) + 3 * (draw.uniform() < 0.1 ? 1 - topic : topic),
      );
    });
    const X = await collectCooccurrences(countCooccurrences(sentences, { V, window: 3 }));
    const model = new Glove(words, X, { dimension: 4, epochs: 200, random: new Random(1) });
    const losses = [];
    for await (const { loss } of model.train()) losses.push(loss);
    assert.equal(losses.length, 200);
    assert.ok(losses[199] < losses[0] / 20, `${losses[0]} to ${losses[199]}`);
    const near = (word: string) =>
      nearestWords(model.embedding(), word, { count: 2 }).map((n) => n.word);
    assert.deepEqual(near('cat').sort(), ['cow', 'dog']);
    assert.deepEqual(near('pink').sort(), ['blue', 'red']);
  });
});

describe('PPMI and SVD', () => {
  it('is the logarithm of how much likelier than by chance, and never negative', () => {
    const counts = Matrix.from([
      [4, 0],
      [1, 3],
    ]);
    const expected = Matrix.from([
      [Math.log(4 / 8 / ((4 / 8) * (5 / 8))), 0],
      [0, Math.log(3 / 8 / ((4 / 8) * (3 / 8)))],
    ]);
    assert.ok(distance(ppmi(counts), expected) < 1e-12);
    const shifted = ppmi(counts, { shift: 0.5 });
    assert.ok(Math.abs(shifted.get(1, 1) - (expected.get(1, 1) - 0.5)) < 1e-12);
    assert.equal(shifted.get(0, 0), 0);
    // Power 0: all columns alike.
    assert.ok(Math.abs(ppmi(counts, { power: 0 }).get(1, 1) - Math.log(0.75 / 0.5)) < 1e-12);
    assert.throws(() => ppmi(Matrix.from([[1, -1]])), /-1 at \(0, 1\)/);
    assert.throws(() => ppmi(Matrix.zeros(2, 2)), /all counts are 0/);
  });

  it('truncatedSvd finds known singular values and their vectors', () => {
    const random = new Random(1);
    const [n, m, k] = [40, 25, 4];
    const { U: U0, V: V0 } = truncatedSvd(random.normalMatrix(n, m), 20, random);
    const s = Array.from({ length: 20 }, (_, j) => 10 * 0.8 ** j);
    const A = Matrix.zeros(n, m);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        A.set(
          i,
          j,
          s.reduce((sum, value, r) => sum + value * U0.get(i, r) * V0.get(j, r), 0),
        );
      }
    }
    const { U, values, V } = truncatedSvd(A, k);
    values.forEach((value, j) => assert.ok(Math.abs(value - s[j]) < 1e-6, `${value}, ${s[j]}`));
    // A v = s u, and both orthonormal
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < n; i++) {
        let Av = 0;
        for (let p = 0; p < m; p++) Av += A.get(i, p) * V.get(p, j);
        assert.ok(Math.abs(Av - values[j] * U.get(i, j)) < 1e-4);
      }
      for (let l = 0; l < k; l++) {
        for (const M of [U, V]) {
          let product = 0;
          for (let i = 0; i < M.rows; i++) product += M.get(i, j) * M.get(i, l);
          assert.ok(Math.abs(product - (j === l ? 1 : 0)) < 1e-4);
        }
      }
    }
  });

  it('truncatedSvd copes with a matrix of lower rank, and refuses what it can’t do', () => {
    const A = Matrix.from([
      [2, 4, 0],
      [1, 2, 0],
    ]);
    const { values } = truncatedSvd(A, 2);
    assert.ok(Math.abs(values[0] - 5) < 1e-9 && Math.abs(values[1]) < 1e-6);
    assert.throws(() => truncatedSvd(A, 3), /k is 3, but A \[2, 3\] has from 1 to 2/);
    assert.throws(() => truncatedSvd(Matrix.from([[NaN]]), 1), /NaN or infinite/);
  });

  it('with all dimensions and power 1, inner products are those of the rows of M', () => {
    const M = new Random(4).normalMatrix(5, 5);
    const E = svdEmbedding(M, 5, { power: 1 });
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b < 5; b++) {
        let [inE, inM] = [0, 0];
        for (let i = 0; i < 5; i++) {
          inE += E.get(i, a) * E.get(i, b);
          inM += M.get(a, i) * M.get(b, i);
        }
        assert.ok(Math.abs(inE - inM) < 1e-9);
      }
    }
  });
});
