import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import {
  bidirectional,
  bidirectionalBackward,
  bidirectionalForward,
  deepBackward,
  deepForward,
  encoderDecoderBackward,
  encoderDecoderForward,
  gradientCheck,
  initializeDense,
  initializeLstm,
  initializeRnn,
  lstmCell,
  manyToOneBackward,
  manyToOneForward,
  Matrix,
  oneToManyBackward,
  oneToManyForward,
  Random,
  reverseSequence,
  rnnCell,
  rnnForward,
  sequenceCrossEntropy,
  softmaxCrossEntropy,
  timeDistributedDense,
  timeDistributedDenseBackward,
  unidirectional,
  type LstmParameters,
  type RnnParameters,
} from 'unrolled';
import {
  fromDenseWeights,
  fromLstmWeights,
  fromSimpleRnnWeights,
  tf,
  toDenseWeights,
  toLstmWeights,
  toMask,
  toMatrix,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
} from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';

// All sizes differ, so that nothing transposed fits by accident.
const [n_x, n_a, n_y, m, T] = [3, 5, 2, 4, 6];
const lengths = [6, 1, 4, 3];
const random = new Random(1);

const sequence = (rows = n_x, steps = T) =>
  Array.from({ length: steps }, () => random.normalMatrix(rows, m));
const state = () => random.normalMatrix(n_a, m, 0.5);
const lstmState = () => ({ a: state(), c: state() });
const dot = (A: Matrix, B: Matrix) => [...A.data].reduce((sum, a, k) => sum + a * B.data[k], 0);
const dots = (A: Matrix[], B: Matrix[]) => A.reduce((sum, at, t) => sum + dot(at, B[t]), 0);
const numbered = (name: string, matrices: readonly Matrix[]) =>
  Object.fromEntries(matrices.map((matrix, t) => [`${name}${t + 1}`, matrix]));
/** Parameters or gradients under names that say which network they belong to. */
const prefixed = (prefix: string, tensors: Readonly<Record<string, Matrix>>) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, matrix]) =>
      name.startsWith('d')
        ? [`d${prefix}.${name.slice(1)}`, matrix]
        : [`${prefix}.${name}`, matrix],
    ),
  );

function assertGradients(...args: Parameters<typeof gradientCheck>) {
  for (const row of gradientCheck(...args)) {
    assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
  }
}

/** Random biases too: where they are zero nobody sees them missing. */
function withBiases<P extends Readonly<Record<string, Matrix>>>(parameters: P): P {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { rows, cols }]) => [
      name,
      random.normalMatrix(rows, cols, 0.5),
    ]),
  ) as P;
}
const rnn = (inputs = n_x) => withBiases(initializeRnn(inputs, n_a, random));
const lstm = (inputs = n_x) => withBiases(initializeLstm(inputs, n_a, random));

describe('reverseSequence', () => {
  it('turns each example round within its own length', () => {
    const x = [1, 2, 3].map((t) => Matrix.from([[t, 10 * t]]));
    assert.deepEqual(
      reverseSequence(x, [3, 2]).map((xt) => xt.toArray()[0]),
      [
        [3, 20],
        [2, 10],
        [1, 30],
      ],
    );
  });

  it('done twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: T }), { minLength: m, maxLength: m }),
        (drawn) => {
          const x = sequence();
          reverseSequence(reverseSequence(x, drawn), drawn).forEach((xt, t) =>
            assert.equal(distance(xt, x[t]), 0),
          );
        },
      ),
    );
  });
});

describe('bidirectional', () => {
  for (const given of [undefined, lengths]) {
    it(`has right gradients (finite differences), lengths ${String(given)}`, () => {
      const x = sequence();
      const target = sequence(2 * n_a);
      const parameters = { forward: lstm(), backward: lstm() };
      const initial = { forward: lstmState(), backward: lstmState() };
      const run = () => bidirectionalForward(lstmCell, x, initial, parameters, given);
      const { dx, dInitial, gradients } = bidirectionalBackward(lstmCell, target, run().unrolled);
      assertGradients(
        () => dots(run().a, target),
        {
          ...prefixed('f', parameters.forward),
          ...prefixed('b', parameters.backward),
          ...prefixed('fi', initial.forward),
          ...prefixed('bi', initial.backward),
          ...numbered('x', x),
        },
        {
          ...prefixed('f', gradients.forward),
          ...prefixed('b', gradients.backward),
          'dfi.a': dInitial.forward.a,
          'dfi.c': dInitial.forward.c,
          'dbi.a': dInitial.backward.a,
          'dbi.c': dInitial.backward.c,
          ...numbered('dx', dx),
        },
      );
    });
  }

  it('agrees with tf.layers.bidirectional at every real step, values and gradients', () => {
    const x = sequence();
    // Padding counts for nothing: tf.js shows other values there.
    const target = sequence(2 * n_a).map((matrix, t) => {
      lengths.forEach((length, j) => {
        if (t >= length) for (let i = 0; i < 2 * n_a; i++) matrix.set(i, j, 0);
      });
      return matrix;
    });
    const parameters = { forward: lstm(), backward: lstm() };
    const layer = tf.layers.bidirectional({
      layer: tf.layers.lstm({
        units: n_a,
        returnSequences: true,
        recurrentActivation: 'sigmoid',
      }),
      mergeMode: 'concat',
    });
    const input = toSequenceTensor(x);
    layer.apply(tf.zerosLike(input));
    layer.setWeights([...toLstmWeights(parameters.forward), ...toLstmWeights(parameters.backward)]);
    const run = () => layer.apply(input, { mask: toMask(lengths, T) }) as Tensor;
    const zero = () => ({ a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) });
    const { a, unrolled } = bidirectionalForward(
      lstmCell,
      x,
      { forward: zero(), backward: zero() },
      parameters,
      lengths,
    );
    toSequence(run()).forEach((at, t) =>
      lengths.forEach((length, j) => {
        if (t >= length) return;
        for (let i = 0; i < 2 * n_a; i++) {
          assert.ok(Math.abs(at.get(i, j) - a[t].get(i, j)) < 1e-5, `a<${t + 1}>(${i}, ${j})`);
        }
      }),
    );
    const variables = layer.trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = tf.variableGrads(
      () => run().mul(toSequenceTensor(target)).sum().asScalar(),
      variables,
    );
    const expected = variables.map((variable) => grads[variable.name]);
    const { gradients } = bidirectionalBackward(lstmCell, target, unrolled);
    for (const [ours, theirs] of [
      [gradients.forward, fromLstmWeights(expected.slice(0, 3))],
      [gradients.backward, fromLstmWeights(expected.slice(3))],
    ] as const) {
      assert.ok(distance(ours.dWu, theirs.Wu) < 1e-4);
      assert.ok(distance(ours.dWf, theirs.Wf) < 1e-4);
      assert.ok(distance(ours.dWo, theirs.Wo) < 1e-4);
      assert.ok(distance(ours.dWc, theirs.Wc) < 1e-4);
      assert.ok(distance(ours.dbc, theirs.bc) < 1e-4);
    }
  });

  it('on the reversed input with the directions exchanged, halves swap and time reverses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: T }), { minLength: m, maxLength: m }),
        (drawn) => {
          const x = sequence();
          const [one, other] = [rnn(), rnn()];
          const zero = { a: Matrix.zeros(n_a, m) };
          const initial = { forward: zero, backward: zero };
          const run = (
            input: Matrix[],
            parameters: Record<'forward' | 'backward', RnnParameters>,
          ) => bidirectionalForward(rnnCell, input, initial, parameters, drawn).a;
          const a = run(x, { forward: one, backward: other });
          const swapped = reverseSequence(
            run(reverseSequence(x, drawn), { forward: other, backward: one }),
            drawn,
          );
          a.forEach((at, t) =>
            drawn.forEach((length, j) => {
              if (t >= length) return;
              for (let i = 0; i < n_a; i++) {
                const difference = at.get(i, j) - swapped[t].get(i + n_a, j);
                assert.ok(Math.abs(difference) < 1e-12);
              }
            }),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('deep', () => {
  it('of one layer is that layer', () => {
    const x = sequence();
    const parameters = rnn();
    const initial = { a: state() };
    const expected = rnnForward(x, initial.a, parameters, lengths).a;
    deepForward(unidirectional(rnnCell), x, [initial], [parameters], lengths).a.forEach((at, t) =>
      assert.equal(distance(at, expected[t]), 0),
    );
  });

  it('has right gradients (finite differences), two bidirectional layers', () => {
    const x = sequence();
    const target = sequence(2 * n_a);
    const layer = bidirectional(rnnCell);
    const parameters = [
      { forward: rnn(), backward: rnn() },
      { forward: rnn(2 * n_a), backward: rnn(2 * n_a) },
    ];
    const initial = parameters.map(() => ({ forward: { a: state() }, backward: { a: state() } }));
    const run = () => deepForward(layer, x, initial, parameters, lengths);
    const { dx, gradients } = deepBackward(layer, target, run().memories);
    assertGradients(
      () => dots(run().a, target),
      {
        ...prefixed('1f', parameters[0].forward),
        ...prefixed('1b', parameters[0].backward),
        ...prefixed('2f', parameters[1].forward),
        ...prefixed('2b', parameters[1].backward),
        ...numbered('x', x),
      },
      {
        ...prefixed('1f', gradients[0].forward),
        ...prefixed('1b', gradients[0].backward),
        ...prefixed('2f', gradients[1].forward),
        ...prefixed('2b', gradients[1].backward),
        ...numbered('dx', dx),
      },
    );
  });

  it('agrees with stacked layers and a dense head of tf.js, values and gradients', () => {
    const x = sequence();
    const parameters: [LstmParameters, LstmParameters] = [lstm(), lstm(n_a)];
    const dense = withBiases(initializeDense(n_a, n_y, random));
    const target = sequence(n_y);
    const options = { units: n_a, returnSequences: true, recurrentActivation: 'sigmoid' } as const;
    const layers = [
      tf.layers.lstm(options),
      tf.layers.lstm(options),
      tf.layers.timeDistributed({ layer: tf.layers.dense({ units: n_y }) }),
    ];
    const input = toSequenceTensor(x);
    const run = () =>
      layers.reduce<Tensor>((output, layer) => layer.apply(output) as Tensor, input);
    run();
    layers[0].setWeights(toLstmWeights(parameters[0]));
    layers[1].setWeights(toLstmWeights(parameters[1]));
    layers[2].setWeights(toDenseWeights(dense));

    const zero = { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
    const layer = unidirectional(lstmCell);
    const { a, memories } = deepForward(layer, x, [zero, zero], parameters);
    toSequence(run()).forEach((zt, t) =>
      assert.ok(distance(zt, timeDistributedDense(a, dense)[t]) < 1e-5),
    );
    const variables = layers.flatMap((one) =>
      one.trainableWeights.map((weight) => weight.read() as Variable),
    );
    const { grads } = tf.variableGrads(
      () => run().mul(toSequenceTensor(target)).sum().asScalar(),
      variables,
    );
    const expected = variables.map((variable) => grads[variable.name]);
    const head = timeDistributedDenseBackward(target, a, dense);
    const { gradients } = deepBackward(layer, head.da, memories);
    assert.ok(distance(gradients[0].dWu, fromLstmWeights(expected.slice(0, 3)).Wu) < 1e-4);
    assert.ok(distance(gradients[1].dWo, fromLstmWeights(expected.slice(3, 6)).Wo) < 1e-4);
    const expectedHead = fromDenseWeights(expected.slice(6));
    assert.ok(distance(head.dWya, expectedHead.Wya) < 1e-4);
    assert.ok(distance(head.dby, expectedHead.by) < 1e-4);
  });

  it('wants as many initial states as parameters', () => {
    assert.throws(
      () => deepForward(unidirectional(rnnCell), sequence(), [{ a: state() }], []),
      /initial has 1 layers and parameters 0/,
    );
  });
});

describe('the types of RNN', () => {
  it('many-to-one: right gradients, and tf.js agrees', () => {
    const x = sequence();
    const parameters = rnn();
    const dense = withBiases(initializeDense(n_a, n_y, random));
    const initial = { a: Matrix.zeros(n_a, m) };
    const classes = [0, 1, 1, 0];
    const run = () => manyToOneForward(rnnCell, x, initial, parameters, dense, lengths);
    const { z, unrolled } = run();
    const { dz } = softmaxCrossEntropy(z, classes);
    const { dx, gradients } = manyToOneBackward(rnnCell, dz, unrolled, dense);
    assertGradients(
      () => softmaxCrossEntropy(run().z, classes).loss,
      { ...parameters, ...dense, ...numbered('x', x) },
      { ...gradients, ...numbered('dx', dx) },
    );
    const layers = [tf.layers.simpleRNN({ units: n_a }), tf.layers.dense({ units: n_y })];
    const input = toSequenceTensor(x);
    const predict = () => {
      const last = layers[0].apply(input, { mask: toMask(lengths, T) }) as Tensor;
      return layers[1].apply(last) as Tensor;
    };
    predict();
    layers[0].setWeights(toSimpleRnnWeights(parameters));
    layers[1].setWeights(toDenseWeights(dense));
    assert.ok(distance(toMatrix(predict()), z) < 1e-5);
    const variables = layers[0].trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = tf.variableGrads(
      () =>
        tf.losses
          .softmaxCrossEntropy(tf.oneHot(classes, n_y), predict(), undefined, undefined, 0)
          .sum()
          .asScalar(),
      variables,
    );
    const expected = fromSimpleRnnWeights(variables.map((variable) => grads[variable.name]));
    assert.ok(distance(gradients.dWaa, expected.Waa) < 1e-4);
  });

  it('one-to-many: right gradients through the fed-back predictions', () => {
    const x1 = random.normalMatrix(n_x, m);
    const parameters = rnn();
    const dense = withBiases(initializeDense(n_a, n_x, random));
    const initial = { a: state() };
    const target = sequence(n_x);
    const run = () => oneToManyForward(rnnCell, x1, T, initial, parameters, dense);
    const { yhat, memory } = run();
    // ŷ<t> is the next input: rerunning on the predictions gives the same activations.
    const again = rnnForward([x1, ...yhat.slice(0, -1)], initial.a, parameters).a;
    assert.ok(distance(again[T - 1], memory.states[T - 1].a) < 1e-12);
    const { dx1, dInitial, gradients } = oneToManyBackward(rnnCell, target, memory, dense);
    assertGradients(
      () => dots(run().yhat, target),
      { ...parameters, ...dense, x1, a0: initial.a },
      { ...gradients, dx1, da0: dInitial.a },
    );
    const odd = x1.clone();
    odd.set(1, 2, NaN);
    assert.throws(
      () => oneToManyForward(rnnCell, odd, T, initial, parameters, dense),
      /x<1> holds NaN in row 1, column 2/,
    );
    assert.throws(() => oneToManyForward(rnnCell, x1, 0, initial, parameters, dense), /T is 0/);
    assert.throws(
      () => oneToManyForward(rnnCell, state(), T, initial, rnn(n_a), dense),
      /ŷ<t> has 3 rows, but x<t\+1>, which it becomes, has 5/,
    );
  });

  it('one-to-many: values and gradients of the same network in tf.js operations', () => {
    const parameters = { ...rnn(), ...withBiases(initializeDense(n_a, n_x, random)) };
    const [x1, a0, target] = [random.normalMatrix(n_x, m), state(), sequence(n_x)];
    const run = (...[x, a, Wax, Waa, ba, Wya, by]: Tensor[]) =>
      target.map(() => {
        a = tf.matMul(a, Waa).add(tf.matMul(x, Wax)).add(ba).tanh();
        x = tf.matMul(a, Wya).add(by).softmax();
        return x;
      });
    const inputs = [x1, a0, ...Object.values(parameters)].map(toTensor);
    const gradientsInTf = tf
      .grads((...all: Tensor[]) =>
        tf.addN(run(...all).map((yhat, t) => yhat.mul(toTensor(target[t])).sum())),
      )(inputs)
      .map(toMatrix);
    const { yhat, memory } = oneToManyForward(rnnCell, x1, T, { a: a0 }, parameters, parameters);
    run(...inputs).forEach((wanted, t) => assert.ok(distance(toMatrix(wanted), yhat[t]) < 1e-5));
    const back = oneToManyBackward(rnnCell, target, memory, parameters);
    const { dWax, dWaa, dba, dWya, dby } = back.gradients;
    [back.dx1, back.dInitial.a, dWax, dWaa, dba, dWya, dby].forEach((d, i) =>
      assert.ok(distance(d, gradientsInTf[i]) < 1e-4, `gradient ${i}`),
    );
  });

  it('encoder–decoder: values and gradients of two layers in tf.js', () => {
    const [x, yBefore, target] = [sequence(), sequence(n_y, 3), sequence(n_y, 3)];
    const both = { x: lengths, y: [3, 2, 1, 3] };
    const parameters = {
      encoder: lstm(),
      decoder: lstm(n_y),
      dense: withBiases(initializeDense(n_a, n_y, random)),
    };
    const options = { units: n_a, recurrentActivation: 'sigmoid' } as const;
    const encoder = tf.layers.lstm({ ...options, returnState: true });
    const decoder = tf.layers.lstm({ ...options, returnSequences: true });
    const dense = tf.layers.dense({ units: n_y });
    const run = () => {
      const mask = toMask(lengths, T);
      const [, ...last] = encoder.apply(toSequenceTensor(x), { mask }) as Tensor[];
      const read = decoder.apply(toSequenceTensor(yBefore), {
        initialState: last,
        mask: toMask(both.y, 3),
      }) as Tensor;
      return dense.apply(read) as Tensor;
    };
    run();
    encoder.setWeights(toLstmWeights(parameters.encoder));
    decoder.setWeights(toLstmWeights(parameters.decoder));
    dense.setWeights(toDenseWeights(parameters.dense));
    const initial = { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
    const { z, memory } = encoderDecoderForward(lstmCell, x, yBefore, initial, parameters, both);
    toSequence(run()).forEach((zt, t) => assert.ok(distance(zt, z[t]) < 1e-5));

    const variables = [encoder, decoder, dense].flatMap((layer) =>
      layer.trainableWeights.map((weight) => weight.read() as Variable),
    );
    const { grads } = tf.variableGrads(
      () => run().mul(toSequenceTensor(target)).sum().asScalar(),
      variables,
    );
    const expected = variables.map((variable) => grads[variable.name]);
    const { gradients } = encoderDecoderBackward(lstmCell, target, memory, parameters.dense);
    const wanted: Record<string, Readonly<Record<string, Matrix>>> = {
      encoder: fromLstmWeights(expected.slice(0, 3)),
      decoder: fromLstmWeights(expected.slice(3, 6)),
      dense: fromDenseWeights(expected.slice(6)),
    };
    for (const [part, found] of Object.entries(gradients)) {
      for (const [name, d] of Object.entries(found)) {
        assert.ok(distance(d, wanted[part][name.slice(1)]) < 1e-4, `${part}: ${name}`);
      }
    }
  });

  it('encoder–decoder: right gradients, and equal to two networks run by hand', () => {
    const x = sequence();
    const yBefore = sequence(n_y, 3);
    const parameters = {
      encoder: lstm(),
      decoder: lstm(n_y),
      dense: withBiases(initializeDense(n_a, n_y, random)),
    };
    const initial = lstmState();
    const both = { x: lengths, y: [3, 2, 1, 3] };
    const classes = [0, 1, 0].map((first) => [first, 1, 0, 1]);
    const run = () => encoderDecoderForward(lstmCell, x, yBefore, initial, parameters, both);
    const loss = () => sequenceCrossEntropy(run().z, classes, both.y);
    const { dx, dyBefore, gradients } = encoderDecoderBackward(
      lstmCell,
      loss().dz,
      run().memory,
      parameters.dense,
    );
    assertGradients(
      () => loss().loss,
      {
        ...prefixed('e', parameters.encoder),
        ...prefixed('d', parameters.decoder),
        ...prefixed('o', parameters.dense),
        ...numbered('x', x),
        ...numbered('y', yBefore),
      },
      {
        ...prefixed('e', gradients.encoder),
        ...prefixed('d', gradients.decoder),
        ...prefixed('o', gradients.dense),
        ...numbered('dx', dx),
        ...numbered('dy', dyBefore),
      },
    );
  });
});
