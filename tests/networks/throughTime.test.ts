import assert from 'node:assert/strict';
import type { Tensor } from '@tensorflow/tfjs';
import {
  gradientNormByLag,
  Matrix,
  Random,
  rnnCell,
  rnnBackward,
  rnnCellForward,
  rnnForward,
  truncatedBackward,
  unrollForward,
} from 'unrolled';
import { tf, toTensor } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

const [n_x, n_a, m, T] = [3, 5, 4, 6];
const random = new Random(1);
const parameters = {
  Wax: random.normalMatrix(n_a, n_x, 0.5),
  Waa: random.normalMatrix(n_a, n_a, 0.5),
  ba: random.normalMatrix(n_a, 1, 0.5),
};
const x = Array.from({ length: T }, () => random.normalMatrix(n_x, m));
const a0 = random.normalMatrix(n_a, m, 0.5);
const target = Array.from({ length: T }, () => random.normalMatrix(n_a, m));

describe('gradientNormByLag', () => {
  it('is the norm of tf.grad by each activation', () => {
    const unrolled = unrollForward(rnnCell, x, { a: a0 }, parameters);
    const norms = gradientNormByLag(rnnCell, unrolled, target[0]);
    assert.equal(norms.length, T);
    const [Wax, Waa] = [toTensor(parameters.Wax), toTensor(parameters.Waa)];
    const ba = toTensor(parameters.ba);
    for (let lag = 0; lag < T; lag++) {
      const t = T - lag;
      const later = (at: Tensor) =>
        x
          .slice(t)
          .reduce<Tensor>((a, xt) => a.matMul(Waa).add(toTensor(xt).matMul(Wax)).add(ba).tanh(), at)
          .mul(toTensor(target[0]))
          .sum();
      const expected = tf
        .grad(later)(toTensor(unrolled.states[t - 1].a))
        .norm()
        .dataSync()[0];
      assert.ok(Math.abs(norms[lag] - expected) < 1e-4 * (1 + expected), `lag ${lag}`);
    }
  });

  it('shrinks at least like σᵏ where the largest singular value σ is below 1', () => {
    // A rotation scaled by 0.5: every singular value is 0.5, and tanh can only shrink further.
    const half = Matrix.from([
      [0, -0.5],
      [0.5, 0],
    ]);
    const small = { Wax: random.normalMatrix(2, n_x), Waa: half, ba: Matrix.zeros(2, 1) };
    const unrolled = unrollForward(rnnCell, x, { a: Matrix.zeros(2, m) }, small);
    const norms = gradientNormByLag(rnnCell, unrolled, random.normalMatrix(2, m));
    norms.forEach((norm, lag) => assert.ok(norm <= norms[0] * 0.5 ** lag + 1e-12));
  });

  it('refuses sequences that end at different steps', () => {
    const ragged = unrollForward(rnnCell, x, { a: a0 }, parameters, [6, 5, 6, 6]);
    assert.throws(() => gradientNormByLag(rnnCell, ragged, a0), /end at different steps/);
  });
});

describe('truncatedBackward', () => {
  const lossOf = (a: Matrix[], first: number) => a.map((_, t) => target[first + t]);

  it('with one chunk is backpropagation through time', () => {
    const { gradients, last } = truncatedBackward(rnnCell, x, { a: a0 }, parameters, T, lossOf);
    const { a, unrolled } = rnnForward(x, a0, parameters);
    const { dWaa, dWax, dba } = rnnBackward(target, unrolled);
    assert.equal(distance(gradients.dWaa, dWaa), 0);
    assert.equal(distance(gradients.dWax, dWax), 0);
    assert.equal(distance(gradients.dba, dba), 0);
    assert.equal(distance(last.a, a[T - 1]), 0);
  });

  it('carries the state over, but no gradient: chunks of 1 are single steps', () => {
    const { gradients, last } = truncatedBackward(rnnCell, x, { a: a0 }, parameters, 1, lossOf);
    let aPrev = a0;
    let expected = Matrix.zeros(n_a, n_a);
    x.forEach((xt, t) => {
      const step = rnnForward([xt], aPrev, parameters);
      const { dWaa } = rnnBackward([target[t]], step.unrolled);
      expected = new Matrix(
        n_a,
        n_a,
        expected.data.map((sum, k) => sum + dWaa.data[k]),
      );
      aPrev = rnnCellForward(xt, aPrev, parameters).at;
    });
    assert.ok(distance(gradients.dWaa, expected) < 1e-12);
    assert.ok(distance(last.a, aPrev) < 1e-12);
    const whole = rnnBackward(target, rnnForward(x, a0, parameters).unrolled).dWaa;
    assert.ok(distance(gradients.dWaa, whole) > 1e-3, 'the cut loses something');
  });

  it('refuses chunks of no steps, and an empty sequence', () => {
    assert.throws(
      () => truncatedBackward(rnnCell, x, { a: a0 }, parameters, 0, lossOf),
      /steps is 0, but must be a positive whole number/,
    );
    assert.throws(
      () => truncatedBackward(rnnCell, [], { a: a0 }, parameters, 2, lossOf),
      /empty sequence/,
    );
  });
});
