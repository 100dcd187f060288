import assert from 'node:assert/strict';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import {
  adam,
  contextTargetPairs,
  gradientCheck,
  initializeNeuralLm,
  Matrix,
  neuralLmForward,
  neuralLmLoss,
  Random,
  train,
  type NeuralLmParameters,
} from 'unrolled';
import { tf, toMatrix } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

describe('contextTargetPairs', () => {
  const tokens = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

  it('the last four words', () => {
    const pairs = contextTargetPairs(tokens, 'last-4');
    assert.equal(pairs.length, 6);
    assert.deepEqual(pairs[0], { context: [10, 11, 12, 13], target: 14 });
    assert.deepEqual(pairs[5], { context: [15, 16, 17, 18], target: 19 });
  });

  it('four words on both sides', () => {
    assert.deepEqual(contextTargetPairs(tokens, 'around-4'), [
      { context: [10, 11, 12, 13, 15, 16, 17, 18], target: 14 },
      { context: [11, 12, 13, 14, 16, 17, 18, 19], target: 15 },
    ]);
    assert.deepEqual(contextTargetPairs(tokens.slice(0, 8), 'around-4'), []);
  });

  it('the last word', () => {
    assert.deepEqual(contextTargetPairs([5, 6, 7], 'last-1'), [
      { context: [5], target: 6 },
      { context: [6], target: 7 },
    ]);
    assert.deepEqual(contextTargetPairs([5], 'last-1'), []);
  });

  it('a nearby word: every word within the window, each as often, and never the word itself', () => {
    const random = new Random(1);
    const seen = new Map<string, number>();
    const draws = 3000;
    for (let n = 0; n < draws; n++) {
      for (const { context, target } of contextTargetPairs(tokens, 'nearby-1', {
        window: 2,
        random,
      })) {
        const key = `${target} ${context.join(' ')}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    for (const target of tokens) {
      const near = tokens.filter((c) => c !== target && Math.abs(c - target) <= 2);
      for (const c of tokens) {
        const share = (seen.get(`${target} ${c}`) ?? 0) / draws;
        const expected = near.includes(c) ? 1 / near.length : 0;
        // Five standard deviations of a share.
        const allowed = 5 * Math.sqrt((expected * (1 - expected)) / draws);
        assert.ok(Math.abs(share - expected) <= allowed, `${c} near ${target}: ${share}`);
      }
    }
    assert.deepEqual(contextTargetPairs([3], 'nearby-1', { random }), []);
    assert.throws(() => contextTargetPairs(tokens, 'nearby-1'), /needs `random`/);
    assert.throws(
      () => contextTargetPairs(tokens, 'nearby-1', { random, window: 0 }),
      /window is 0/,
    );
  });
});

describe('neural language model', () => {
  const [V, n_e, n_a, k] = [7, 3, 5, 4];
  const sizes = { V, n_e, n_a, k };
  const pairs = [
    { context: [0, 3, 3, 6], target: 2 },
    { context: [5, 1, 3, 0], target: 6 },
  ];

  function randomParameters(): NeuralLmParameters {
    const random = new Random(1);
    return {
      ...initializeNeuralLm(sizes, random),
      ba: random.normalMatrix(n_a, 1),
      by: random.normalMatrix(V, 1),
    };
  }

  it('has right gradients (finite differences)', () => {
    const parameters = randomParameters();
    const { gradients } = neuralLmLoss(pairs, parameters);
    const rows = gradientCheck(() => neuralLmLoss(pairs, parameters).loss, parameters, gradients);
    assert.equal(rows.length, 5);
    for (const row of rows) assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
  });

  it('has the values and gradients of the same model in tf.js', () => {
    const parameters = randomParameters();
    const names = ['E', 'Wax', 'ba', 'Wya', 'by'] as const;
    const tensors = names.map((name) => tf.tensor2d(parameters[name].toArray()));
    const logits = ([E, Wax, ba, Wya, by]: Tensor[]) => {
      const contexts = tf.tensor2d(pairs.map(({ context }) => context), undefined, 'int32'); // prettier-ignore
      const x = tf.gather(tf.transpose(E), contexts).reshape([pairs.length, k * n_e]);
      const a = tf.tanh(tf.matMul(x, Wax, false, true).add(tf.transpose(ba)));
      return tf.matMul(a as Tensor2D, Wya, false, true).add(tf.transpose(by));
    };
    const { z } = neuralLmForward(pairs.map(({ context }) => context), parameters); // prettier-ignore
    assert.ok(distance(z, toMatrix(logits(tensors))) < 1e-5);
    const targets = tf.oneHot(pairs.map(({ target }) => target), V); // prettier-ignore
    const expected = tf.grads((...all: Tensor[]) =>
      tf.losses.softmaxCrossEntropy(targets, logits(all)),
    )(tensors);
    const { gradients } = neuralLmLoss(pairs, parameters);
    names.forEach((name, n) => {
      const ours = gradients[`d${name}`];
      const theirs = new Matrix(ours.rows, ours.cols, Float64Array.from(expected[n].dataSync()));
      assert.ok(distance(ours, theirs) < 1e-5, name);
    });
  });

  it('learns: words that always follow a context are no surprise in the end', async () => {
    const parameters = randomParameters();
    let last = Infinity;
    for await (const { loss } of train({
      parameters,
      batches: Array<typeof pairs>(150).fill(pairs),
      gradientsOf: (batch) => neuralLmLoss(batch, parameters),
      optimizer: adam(0.05),
    })) {
      last = loss;
    }
    assert.ok(last < 0.01, `loss ${last}`);
  });

  it('says what is wrong', () => {
    const parameters = randomParameters();
    assert.throws(() => neuralLmForward([[1, 2]], parameters), /contexts\[0\] has 2 words.*for 4/);
    assert.throws(
      () => neuralLmForward([[1, 2, 3, 7]], parameters),
      /is 7, but must be from 0 to 6/,
    );
    assert.throws(() => neuralLmLoss([], parameters), /no pairs/);
  });
});
