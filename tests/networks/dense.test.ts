import assert from 'node:assert/strict';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import {
  denseBackward,
  denseForward,
  gradientCheck,
  Matrix,
  Random,
  timeDistributedDense,
  timeDistributedDenseBackward,
} from 'unrolled';
import { fromDenseWeights, tf, toDenseWeights, toMatrix, toTensor } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

const [n_a, n_y, m] = [5, 3, 4];

describe('the output layer', () => {
  for (const activation of ['softmax', 'sigmoid'] as const) {
    it(`with cross-entropy after ${activation}, ∂L/∂z = ŷ − y gives right gradients`, () => {
      const random = new Random(1);
      const a = random.normalMatrix(n_a, m);
      const parameters = { Wya: random.normalMatrix(n_y, n_a), by: random.normalMatrix(n_y, 1) };
      // One class each: a one-hot column is a right target for either activation.
      const y = random.normalMatrix(n_y, m);
      y.data.fill(0);
      for (let j = 0; j < m; j++) y.set(j % n_y, j, 1);
      const loss = () => {
        const yhat = denseForward(a, parameters, activation);
        let sum = 0;
        yhat.data.forEach((p, k) => {
          if (y.data[k] === 1) sum -= Math.log(p);
          else if (activation === 'sigmoid') sum -= Math.log(1 - p);
        });
        return sum;
      };
      const dz = denseForward(a, parameters, activation);
      dz.data.forEach((p, k) => (dz.data[k] = p - y.data[k]));
      const rows = gradientCheck(
        loss,
        { ...parameters, a },
        { ...denseBackward(dz, a, parameters) },
      );
      assert.equal(rows.length, 3);
      for (const row of rows)
        assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);
    });
  }

  for (const activation of ['softmax', 'sigmoid'] as const) {
    it(`with ${activation} is tf.layers.dense, in values and gradients`, () => {
      const random = new Random(2);
      const [a, dz] = [random.normalMatrix(n_a, m), random.normalMatrix(n_y, m)];
      const parameters = { Wya: random.normalMatrix(n_y, n_a), by: random.normalMatrix(n_y, 1) };
      const layerWith = (settings: { activation?: 'softmax' | 'sigmoid' }) => {
        const layer = tf.layers.dense({ units: n_y, ...settings });
        layer.apply(toTensor(a));
        layer.setWeights(toDenseWeights(parameters));
        return layer;
      };
      const expected = toMatrix(layerWith({ activation }).apply(toTensor(a)) as Tensor);
      assert.ok(distance(denseForward(a, parameters, activation), expected) < 1e-5);

      const linear = layerWith({});
      const loss = (input: Tensor) => (linear.apply(input) as Tensor).mul(toTensor(dz)).sum();
      const variables = linear.trainableWeights.map((weight) => weight.read() as Variable);
      const { grads } = tf.variableGrads(() => loss(toTensor(a)).asScalar(), variables);
      const wanted = fromDenseWeights(variables.map((variable) => grads[variable.name]));
      const { da, dWya, dby } = denseBackward(dz, a, parameters);
      assert.ok(distance(dWya, wanted.Wya) < 1e-4);
      assert.ok(distance(dby, wanted.by) < 1e-4);
      assert.ok(distance(da, toMatrix(tf.grad(loss)(toTensor(a)))) < 1e-4);
    });
  }

  it('says what does not fit', () => {
    const parameters = { Wya: Matrix.zeros(n_y, n_a), by: Matrix.zeros(n_y, 1) };
    const a = Matrix.zeros(n_a, m);
    const odd = { ...parameters, by: Matrix.zeros(n_y, m) };
    assert.throws(() => denseForward(a, odd, 'softmax'), /by is \[3, 4\], but must be \[3, 1\]/);
    assert.throws(
      () => timeDistributedDense([a, Matrix.zeros(n_y, m)], parameters),
      /a<2> is \[3, 4\], but must be \[5, 4\]/,
    );
    for (const [dz, steps] of [
      [[], []],
      [[], [a]],
      [[Matrix.zeros(n_y, m)], [a, a]],
    ]) {
      assert.throws(
        () => timeDistributedDenseBackward(dz, steps, parameters),
        new RegExp(`dz has ${dz.length} steps, and a has ${steps.length}: give as many of each`),
      );
    }
  });
});
