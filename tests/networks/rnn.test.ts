import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import {
  gradientCheck,
  hadamard,
  Matrix,
  Random,
  rnnBackward,
  rnnCellBackward,
  rnnCellForward,
  rnnForward,
  type RnnParameters,
} from 'unrolled';
import {
  fromSimpleRnnWeights,
  tf,
  toMatrix,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
} from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

// All sizes differ, so that nothing transposed fits by accident.
const [n_x, n_a, m, T] = [3, 5, 4, 6];

function draw(seed: number) {
  const random = new Random(seed);
  const parameters: RnnParameters = {
    Wax: random.normalMatrix(n_a, n_x, 0.5),
    Waa: random.normalMatrix(n_a, n_a, 0.5),
    ba: random.normalMatrix(n_a, 1, 0.5),
  };
  return {
    parameters,
    x: Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    a0: random.normalMatrix(n_a, m, 0.5),
    // L = Σ_t Σ_ij target<t>_ij · a<t>_ij makes ∂L/∂a<t> = target<t>.
    target: Array.from({ length: T }, () => random.normalMatrix(n_a, m)),
    lengths: [6, 1, 4, 3],
  };
}

const total = (A: Matrix) => [...A.data].reduce((sum, a) => sum + a, 0);

function weightedSum(a: Matrix[], target: Matrix[]): number {
  return a.reduce((loss, at, t) => loss + total(hadamard(at, target[t])), 0);
}

describe('the basic RNN', () => {
  it('one step agrees with the equation worked by hand', () => {
    const parameters = {
      Wax: Matrix.from([[0.5]]),
      Waa: Matrix.from([[-1]]),
      ba: Matrix.from([[0.25]]),
    };
    const { at } = rnnCellForward(Matrix.from([[2]]), Matrix.from([[0.5]]), parameters);
    // −1 · 0.5 + 0.5 · 2 + 0.25 = 0.75
    assert.equal(at.get(0, 0), Math.tanh(0.75));
  });

  it('one step back has right gradients for every input (finite differences)', () => {
    const { x, a0, parameters, target } = draw(1);
    const { cache } = rnnCellForward(x[0], a0, parameters);
    const gradients = rnnCellBackward(target[0], cache);
    const rows = gradientCheck(
      () => total(hadamard(rnnCellForward(x[0], a0, parameters).at, target[0])),
      { ...parameters, xt: x[0], aPrev: a0 },
      { ...gradients },
    );
    assert.equal(rows.length, 5);
    for (const row of rows) assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);
  });

  for (const ragged of [false, true]) {
    const kind = ragged ? 'ragged lengths' : 'equal lengths';

    it(`backpropagation through time is right (finite differences), ${kind}`, () => {
      const { x, a0, parameters, target, lengths: drawn } = draw(2);
      const lengths = ragged ? drawn : undefined;
      const { unrolled } = rnnForward(x, a0, parameters, lengths);
      const { dx, da0, ...gradients } = rnnBackward(target, unrolled);
      const named = Object.fromEntries(x.map((xt, t) => [`x${t + 1}`, xt]));
      const dNamed = Object.fromEntries(dx.map((dxt, t) => [`dx${t + 1}`, dxt]));
      const rows = gradientCheck(
        () => weightedSum(rnnForward(x, a0, parameters, lengths).a, target),
        { ...parameters, a0, ...named },
        { ...gradients, da0, ...dNamed },
      );
      for (const row of rows)
        assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);
    });

    it(`values and gradients agree with tf.layers.simpleRNN, ${kind}`, () => {
      const { x, a0, parameters, target, lengths: drawn } = draw(3);
      const lengths = ragged ? drawn : undefined;
      const layer = tf.layers.simpleRNN({ units: n_a, returnSequences: true });
      const input = toSequenceTensor(x);
      layer.apply(tf.zerosLike(input));
      layer.setWeights(toSimpleRnnWeights(parameters));
      const mask =
        lengths &&
        tf.tensor2d(
          lengths.map((length) => Array.from({ length: T }, (_, t) => t < length)),
          [m, T],
          'bool',
        );
      const run = () => layer.apply(input, { initialState: [toTensor(a0)], mask }) as Tensor;
      const { a, unrolled } = rnnForward(x, a0, parameters, lengths);
      toSequence(run()).forEach((at, t) => assert.ok(distance(at, a[t]) < 1e-5));

      const variables = layer.trainableWeights.map((weight) => weight.read() as Variable);
      const { grads } = tf.variableGrads(
        () => run().mul(toSequenceTensor(target)).sum(),
        variables,
      );
      const expected = fromSimpleRnnWeights(variables.map((variable) => grads[variable.name]));
      const { dWax, dWaa, dba } = rnnBackward(target, unrolled);
      for (const [ours, theirs] of [
        [dWax, expected.Wax],
        [dWaa, expected.Waa],
        [dba, expected.ba],
      ]) {
        assert.ok(distance(ours, theirs) < 1e-4);
      }
      const dInput = tf.grad((given: Tensor) =>
        (layer.apply(given, { initialState: [toTensor(a0)], mask }) as Tensor)
          .mul(toSequenceTensor(target))
          .sum(),
      )(input);
      const { dx } = rnnBackward(target, unrolled);
      toSequence(dInput).forEach((dxt, t) => assert.ok(distance(dxt, dx[t]) < 1e-4));
    });
  }

  it('a batch is its examples run one by one, each with its own length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.array(fc.integer({ min: 1, max: T }), { minLength: m, maxLength: m }),
        (seed, lengths) => {
          const { x, a0, parameters } = draw(seed);
          const { a } = rnnForward(x, a0, parameters, lengths);
          lengths.forEach((length, j) => {
            const single = rnnForward(
              x.slice(0, length).map((xt) => example(xt, j)),
              example(a0, j),
              parameters,
            ).a;
            single.forEach((at, t) => assert.ok(distance(example(a[t], j), at) < 1e-12));
            // From its end on, an example repeats its own last state.
            const last = single.at(-1)!;
            a.slice(length).forEach((at) => assert.ok(distance(example(at, j), last) < 1e-12));
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('whatever stands in the padding changes nothing, and gets no gradient', () => {
    const { x, a0, parameters, target, lengths } = draw(5);
    const noisy = x.map((xt, t) => {
      const changed = xt.clone();
      lengths.forEach((length, j) => {
        if (t >= length) for (let i = 0; i < n_x; i++) changed.set(i, j, 1e6);
      });
      return changed;
    });
    const clean = rnnForward(x, a0, parameters, lengths);
    const dirty = rnnForward(noisy, a0, parameters, lengths);
    clean.a.forEach((at, t) => assert.equal(distance(at, dirty.a[t]), 0));
    const { dx, dWax } = rnnBackward(target, dirty.unrolled);
    assert.ok(distance(dWax, rnnBackward(target, clean.unrolled).dWax) < 1e-12);
    dx.forEach((dxt, t) =>
      lengths.forEach((length, j) => {
        if (t >= length) assert.equal(total(example(dxt, j)), 0);
      }),
    );
  });

  it('says what is wrong with an empty sequence, a shape, or a length', () => {
    const { x, a0, parameters } = draw(6);
    assert.throws(() => rnnForward([], a0, parameters), /x is an empty sequence/);
    const odd = [...x.slice(0, 2), Matrix.zeros(n_x, m + 1)];
    assert.throws(() => rnnForward(odd, a0, parameters), /x<3> is \[3, 5\], but x<1> is \[3, 4\]/);
    assert.throws(() => rnnForward(x, a0, parameters, [6, 6]), /lengths has 2 entries, .* 4 ex/);
    for (const bad of [0, -1, 7, 1.5, NaN]) {
      assert.throws(
        () => rnnForward(x, a0, parameters, [6, bad, 6, 6]),
        new RegExp(`lengths\\[1\\] is ${bad}, but must be a whole number from 1 to 6`),
      );
    }
    assert.throws(
      () => rnnForward(x, Matrix.zeros(2, m), parameters),
      /rnnCellForward: Wax is \[5, 3\], but must be \[2, 3\] beside xt \[3, 4\] and aPrev \[2, 4\]/,
    );
    assert.throws(
      () => rnnCellForward(x[0], Matrix.zeros(n_a, 1), parameters),
      /rnnCellForward: aPrev is \[5, 1\], but must be \[5, 4\]/,
    );
    const { unrolled } = rnnForward(x, a0, parameters);
    assert.throws(() => rnnBackward([], unrolled), /da has 0 steps, but the sequence has 6/);
  });

  it('the adapter there and back again is the identity', () => {
    const { parameters } = draw(7);
    const back = fromSimpleRnnWeights(toSimpleRnnWeights(parameters));
    assert.ok(distance(back.Wax, parameters.Wax) < 1e-6);
    assert.ok(distance(back.Waa, parameters.Waa) < 1e-6);
    assert.ok(distance(back.ba, parameters.ba) < 1e-6);
    assert.ok(distance(toMatrix(toTensor(parameters.Wax)), parameters.Wax) < 1e-6);
  });
});

/** Example j of a batch, as a batch of one. */
function example(batch: Matrix, j: number): Matrix {
  return Matrix.column(batch.toArray().map((row) => row[j]));
}
