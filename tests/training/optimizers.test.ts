import assert from 'node:assert/strict';
import type { Optimizer as TfOptimizer, Scalar } from '@tensorflow/tfjs';
import { adagrad, adam, Matrix, momentum, Random, rmsProp, scale, sgd, subtract } from 'unrolled';
import { tf, toMatrix, toTensor } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

// L = ½ Σ (W − target)², so that dW = W − target.
const random = new Random(1);
const start = random.normalMatrix(3, 2);
const target = random.normalMatrix(3, 2);

function ours(optimizer: ReturnType<typeof sgd>, steps: number): Matrix {
  const W = start.clone();
  for (let n = 0; n < steps; n++) optimizer.update({ W }, { dW: subtract(W, target) });
  return W;
}

function theirs(optimizer: TfOptimizer, steps: number): Matrix {
  const W = tf.variable(toTensor(start));
  const goal = toTensor(target);
  for (let n = 0; n < steps; n++) {
    optimizer.minimize(() => W.sub(goal).square().sum<Scalar>().div(2), false, [W]);
  }
  return toMatrix(W);
}

describe('optimizers', () => {
  for (const [name, mine, reference] of [
    ['sgd', () => sgd(0.1), () => tf.train.sgd(0.1)],
    ['momentum', () => momentum(0.05, 0.9), () => tf.train.momentum(0.05, 0.9)],
    // tf.js starts the sum of squares at 0.1, unless told otherwise as here.
    ['adagrad', () => adagrad(0.2), () => tf.train.adagrad(0.2, 1e-12)],
    ['rmsProp', () => rmsProp(0.02, 0.9), () => tf.train.rmsprop(0.02, 0.9, 0, 1e-14)],
    ['adam', () => adam(0.05), () => tf.train.adam(0.05, 0.9, 0.999, 1e-8)],
  ] as const) {
    it(`${name} takes the steps that tf.js takes`, () => {
      for (const steps of [1, 2, 25]) {
        const difference = distance(ours(mine(), steps), theirs(reference(), steps));
        assert.ok(difference < 1e-4, `${steps} steps: ${difference}`);
      }
    });

    it(`${name} keeps a memory of its own for each parameter`, () => {
      const optimizer = mine();
      const W = start.clone();
      const V = Matrix.zeros(1, 5);
      for (let n = 0; n < 3; n++) {
        optimizer.update({ W, V }, { dW: subtract(W, target), dV: scale(V, 1) });
      }
      assert.ok(distance(W, ours(mine(), 3)) < 1e-12);
    });
  }

  it('change nothing where a gradient is missing, misshapen or not finite', () => {
    const W = start.clone();
    const b = Matrix.column([1]);
    const optimizer = adam();
    const dW = Matrix.zeros(3, 2);
    assert.throws(() => optimizer.update({ W, b }, { dW }), /no gradient db for b/);
    assert.throws(
      () => optimizer.update({ W, b }, { dW, db: Matrix.zeros(2, 1) }),
      /db is \[2, 1\], but b is \[1, 1\]/,
    );
    dW.data.fill(1);
    for (const bad of [NaN, Infinity]) {
      assert.throws(
        () => optimizer.update({ W, b }, { dW, db: Matrix.column([bad]) }),
        new RegExp(`db has ${bad} in row 0, column 0: the gradients have exploded`),
      );
    }
    assert.deepEqual(W.toArray(), start.toArray());
  });

  it('refuse a rate that is not positive, also one that was set later', () => {
    for (const bad of [0, -1, NaN, Infinity]) {
      const message = new RegExp(`the rate is ${bad}, but must be a positive number`);
      assert.throws(() => sgd(bad), message);
      const optimizer = sgd(1);
      optimizer.rate = bad;
      const W = start.clone();
      assert.throws(() => optimizer.update({ W }, { dW: target }), message);
      assert.deepEqual(W.toArray(), start.toArray());
    }
  });
});
