import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { layers, Tensor, Variable } from '@tensorflow/tfjs';
import {
  gradientCheck,
  gruBackward,
  gruCell,
  gruForward,
  initializeGru,
  initializeLstm,
  initializePeepholeLstm,
  initializeRnn,
  initializeSimplifiedGru,
  lstmBackward,
  lstmCell,
  lstmForward,
  Matrix,
  peepholeLstmBackward,
  peepholeLstmCell,
  peepholeLstmForward,
  Random,
  reluRnnCell,
  simplifiedGruBackward,
  simplifiedGruCell,
  simplifiedGruForward,
  unrollBackward,
  unrollForward,
  type Cell,
  type GruParameters,
  type LstmParameters,
  type LstmState,
  type PeepholeLstmParameters,
  type RnnParameters,
  type Tensors,
} from 'unrolled';
import {
  fromGruWeights,
  fromLstmWeights,
  fromSimpleRnnWeights,
  tf,
  toGruWeights,
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
const [n_x, n_a, m, T] = [3, 5, 4, 6];
const lengths = [6, 1, 4, 3];

type State = Tensors & { readonly a: Matrix };

/** A cell with everything that a test needs to run it, whatever its parameters and state are. */
interface Subject {
  readonly name: string;
  /** Parameters with biases, so that a missing one shows. */
  readonly parameters: (random: Random) => Tensors;
  readonly stateNames: readonly string[];
  readonly cell: Cell<Tensors, State, unknown, Tensors>;
}

function subject<Parameters extends Tensors, S extends State, Cache>(
  name: string,
  cell: Cell<Parameters, S, Cache>,
  stateNames: readonly (keyof S & string)[],
  initialize: (n_x: number, n_a: number, random: Random) => Parameters,
): Subject {
  return {
    name,
    stateNames,
    cell: cell,
    parameters: (random) =>
      Object.fromEntries(
        Object.entries(initialize(n_x, n_a, random)).map(([key, { rows, cols }]) => [
          key,
          random.normalMatrix(rows, cols, 0.5),
        ]),
      ),
  };
}

const subjects = [
  subject('RNN with ReLU', reluRnnCell, ['a'], initializeRnn),
  subject('simplified GRU', simplifiedGruCell, ['a'], initializeSimplifiedGru),
  subject('GRU', gruCell, ['a'], initializeGru),
  subject('LSTM', lstmCell, ['a', 'c'], initializeLstm),
  subject('peephole LSTM', peepholeLstmCell, ['a', 'c'], initializePeepholeLstm),
];

function draw({ parameters, stateNames }: Subject, seed: number) {
  const random = new Random(seed);
  const state = () =>
    Object.fromEntries(
      stateNames.map((name) => [name, random.normalMatrix(n_a, m, 0.5)]),
    ) as unknown as State;
  return {
    parameters: parameters(random),
    x: Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    initial: state(),
    // L = Σ target ∗ a, so that ∂L/∂a<t> = target<t>; dLast reaches every part of the last state.
    target: Array.from({ length: T }, () => random.normalMatrix(n_a, m)),
    dLast: state(),
  };
}

const dot = (A: Matrix, B: Matrix) => [...A.data].reduce((sum, a, k) => sum + a * B.data[k], 0);

/** Example j of a batch, as a batch of one. */
const example = (batch: Matrix, j: number) => Matrix.column(batch.toArray().map((row) => row[j]));

for (const one of subjects) {
  describe(`the ${one.name}`, () => {
    for (const given of [undefined, lengths]) {
      it(`has right gradients (finite differences), lengths ${String(given)}`, () => {
        const { x, initial, parameters, target, dLast } = draw(one, 1);
        const run = () => unrollForward(one.cell, x, initial, parameters, given);
        const loss = () => {
          const { states } = run();
          const outputs = states.reduce((sum, { a }, t) => sum + dot(a, target[t]), 0);
          const last = states[T - 1];
          return one.stateNames.reduce((sum, name) => sum + dot(last[name], dLast[name]), outputs);
        };
        const { dx, dInitial, gradients } = unrollBackward(one.cell, run(), target, dLast);
        const probed: Record<string, Matrix> = { ...parameters };
        const found: Record<string, Matrix> = { ...gradients };
        for (const name of one.stateNames) {
          probed[`${name}0`] = initial[name];
          found[`d${name}0`] = dInitial[name];
        }
        x.forEach((xt, t) => {
          probed[`x${t + 1}`] = xt;
          found[`dx${t + 1}`] = dx[t];
        });
        const rows = gradientCheck(loss, probed, found);
        assert.equal(rows.length, Object.keys(parameters).length + one.stateNames.length + T);
        for (const row of rows) {
          assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
        }
      });
    }

    it('says which matrix does not fit, or is not finite', () => {
      const { x, initial, parameters, target } = draw(one, 2);
      const run = (changed: { x?: Matrix[]; initial?: object; parameters?: object }) =>
        unrollForward(
          one.cell,
          changed.x ?? x,
          { ...initial, ...changed.initial },
          { ...parameters, ...changed.parameters },
        );
      for (const name in parameters) {
        const { rows, cols } = parameters[name];
        for (const [n, k] of [
          [rows + 1, cols],
          [rows, cols + 1],
        ]) {
          assert.throws(
            () => run({ parameters: { [name]: Matrix.zeros(n, k) } }),
            new RegExp(`Forward: ${name} is \\[${n}, ${k}\\], but must be \\[${rows}, ${cols}\\]`),
          );
        }
      }
      for (const name of one.stateNames) {
        assert.throws(
          () => run({ initial: { [name]: Matrix.zeros(n_a, 1) } }),
          new RegExp(`the initial ${name} is \\[5, 1\\], but must be \\[5, 4\\]`),
        );
      }
      if (one.stateNames.includes('c')) {
        assert.throws(
          () => run({ initial: { c: Matrix.zeros(n_a + 1, m) } }),
          /CellForward: cPrev is \[6, 4\], but must be \[5, 4\]/,
        );
      }
      for (const bad of [NaN, Infinity]) {
        const with1 = (matrix: Matrix) => {
          const copy = matrix.clone();
          copy.data[copy.data.length - 1] = bad;
          return copy;
        };
        const odd = [...x.slice(0, 3), with1(x[3]), ...x.slice(4)];
        assert.throws(() => run({ x: odd }), new RegExp(`x<4> holds ${bad} in row 2, column 3`));
        for (const name of one.stateNames) {
          assert.throws(
            () => run({ initial: { [name]: with1(initial[name]) } }),
            new RegExp(`the initial ${name} holds ${bad} in row 4, column 3`),
          );
        }
        for (const name in parameters) {
          assert.throws(
            () => run({ parameters: { [name]: with1(parameters[name]) } }),
            new RegExp(`^RangeError: ${name} holds ${bad} in row 4, column`),
          );
        }
      }
      const unrolled = run({});
      assert.throws(
        () =>
          unrollBackward(one.cell, unrolled, [
            Matrix.zeros(n_a, 1),
            ...target.slice(1),
          ] as Matrix[]),
        /da<1> is \[5, 1\], but must be \[5, 4\] beside a<1> \[5, 4\]/,
      );
    });

    it('runs a batch as its examples one by one, each with its own length', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 1000 }),
          fc.array(fc.integer({ min: 1, max: T }), { minLength: m, maxLength: m }),
          (seed, drawn) => {
            const { x, initial, parameters } = draw(one, seed);
            const { states } = unrollForward(one.cell, x, initial, parameters, drawn);
            drawn.forEach((length, j) => {
              const own = Object.fromEntries(
                one.stateNames.map((name) => [name, example(initial[name], j)]),
              ) as unknown as State;
              const single = unrollForward(
                one.cell,
                x.slice(0, length).map((xt) => example(xt, j)),
                own,
                parameters,
              ).states;
              states.forEach((state, t) => {
                const wanted = single[Math.min(t, length - 1)];
                for (const name of one.stateNames) {
                  assert.ok(distance(example(state[name], j), wanted[name]) < 1e-12);
                }
              });
            });
          },
        ),
        { numRuns: 20 },
      );
    });
  });
}

/** A built layer with these weights. */
function built<L extends layers.Layer>(layer: L, weights: Tensor[]): L {
  layer.apply(tf.zeros([m, T, n_x]));
  layer.setWeights(weights);
  return layer;
}

/** Values, gradients by the weights and gradients by the input, from tf.js. */
function fromTf(
  layer: layers.Layer,
  { x, initial, target }: ReturnType<typeof draw>,
  given: number[] | undefined,
) {
  const input = toSequenceTensor(x);
  const run = (from: Tensor) =>
    layer.apply(from, {
      initialState: Object.values(initial).map(toTensor),
      mask: given && toMask(given, T),
    }) as Tensor;
  const loss = (from: Tensor) => run(from).mul(toSequenceTensor(target)).sum();
  const variables = layer.trainableWeights.map((weight) => weight.read() as Variable);
  const { grads } = tf.variableGrads(() => loss(input).asScalar(), variables);
  return {
    values: toSequence(run(input)),
    gradients: variables.map((variable) => grads[variable.name]),
    dx: toSequence(tf.grad(loss)(input)),
  };
}

function assertClose(ours: Tensors, theirs: Tensors, names: readonly string[]) {
  for (const name of names) {
    assert.ok(distance(ours[`d${name}`], theirs[name]) < 1e-4, `d${name}`);
  }
}

/** The peephole LSTM of the lecture in tf.js operations: rows are examples, weights transposed. */
function peepholeInTf(
  x: Tensor[],
  [a0, c0]: Tensor[],
  weights: Record<keyof PeepholeLstmParameters, Tensor>,
  given: readonly number[],
): Tensor[] {
  let [a, c] = [a0, c0];
  return x.map((xt, t) => {
    const stacked = tf.concat([a, xt], 1);
    const gate = (W: Tensor, b: Tensor, p: Tensor) =>
      tf.matMul(stacked, W).add(c.mul(p)).add(b).sigmoid();
    const { Wu, bu, pu, Wf, bf, pf, Wo, bo, po, Wc, bc } = weights;
    const cTilde = tf.matMul(stacked, Wc).add(bc).tanh();
    const newC = gate(Wu, bu, pu)
      .mul(cTilde)
      .add(gate(Wf, bf, pf).mul(c));
    const newA = gate(Wo, bo, po).mul(newC.tanh());
    const live = tf.tensor2d(given.map((length) => [t < length ? 1 : 0]));
    a = live.mul(newA).add(tf.sub(1, live).mul(a));
    c = live.mul(newC).add(tf.sub(1, live).mul(c));
    return a;
  });
}

describe('against tf.js', () => {
  const options = {
    units: n_a,
    returnSequences: true,
    recurrentActivation: 'sigmoid',
  } as const;

  for (const given of [undefined, lengths]) {
    it(`the LSTM, values and gradients, lengths ${String(given)}`, () => {
      const drawn = draw(subjects[3], 3);
      const parameters = drawn.parameters as LstmParameters;
      const layer = built(tf.layers.lstm(options), toLstmWeights(parameters));
      const expected = fromTf(layer, drawn, given);
      const { a, unrolled } = lstmForward(
        drawn.x,
        drawn.initial as unknown as { a: Matrix; c: Matrix },
        parameters,
        given,
      );
      a.forEach((at, t) => assert.ok(distance(at, expected.values[t]) < 1e-5));
      const { dx, gradients } = lstmBackward(drawn.target, unrolled);
      dx.forEach((dxt, t) => assert.ok(distance(dxt, expected.dx[t]) < 1e-4));
      const wanted = fromLstmWeights(expected.gradients);
      assertClose(gradients, wanted, Object.keys(wanted));
    });

    it(`the GRU, values and gradients, lengths ${String(given)}`, () => {
      const drawn = draw(subjects[2], 4);
      const parameters = drawn.parameters as ReturnType<typeof initializeGru>;
      const layer = built(tf.layers.gru(options), toGruWeights(parameters));
      const expected = fromTf(layer, drawn, given);
      const { c, unrolled } = gruForward(drawn.x, drawn.initial.a, parameters, given);
      c.forEach((ct, t) => assert.ok(distance(ct, expected.values[t]) < 1e-5));
      const { dx, gradients } = gruBackward(drawn.target, unrolled);
      dx.forEach((dxt, t) => assert.ok(distance(dxt, expected.dx[t]) < 1e-4));
      const wanted = fromGruWeights(expected.gradients);
      assertClose(gradients, wanted, Object.keys(wanted));
    });

    it(`the simplified GRU as tf.js's GRU with an open reset gate, lengths ${String(given)}`, () => {
      const drawn = draw(subjects[1], 5);
      const parameters = drawn.parameters as ReturnType<typeof initializeSimplifiedGru>;
      const open = { Wr: Matrix.zeros(n_a, n_a + n_x), br: Matrix.zeros(n_a, 1) };
      open.br.data.fill(30);
      const layer = built(tf.layers.gru(options), toGruWeights({ ...parameters, ...open }));
      const expected = fromTf(layer, drawn, given);
      const { c, unrolled } = simplifiedGruForward(drawn.x, drawn.initial.a, parameters, given);
      c.forEach((ct, t) => assert.ok(distance(ct, expected.values[t]) < 1e-5));
      const { gradients } = simplifiedGruBackward(drawn.target, unrolled);
      assertClose(gradients, fromGruWeights(expected.gradients), Object.keys(parameters));
    });

    it(`the RNN with ReLU, values and gradients, lengths ${String(given)}`, () => {
      const drawn = draw(subjects[0], 10);
      const parameters = drawn.parameters as RnnParameters;
      const layer = built(
        tf.layers.simpleRNN({ units: n_a, returnSequences: true, activation: 'relu' }),
        toSimpleRnnWeights(parameters),
      );
      const expected = fromTf(layer, drawn, given);
      const unrolled = unrollForward(reluRnnCell, drawn.x, drawn.initial, parameters, given);
      unrolled.states.forEach(({ a }, t) => assert.ok(distance(a, expected.values[t]) < 1e-5));
      const { dx, gradients } = unrollBackward(reluRnnCell, unrolled, drawn.target);
      dx.forEach((dxt, t) => assert.ok(distance(dxt, expected.dx[t]) < 1e-4));
      assertClose(gradients, fromSimpleRnnWeights(expected.gradients), ['Wax', 'Waa', 'ba']);
    });

    it(`the peephole LSTM in tf.js operations, lengths ${String(given)}`, () => {
      const { x, initial, parameters, target } = draw(subjects[4], 11);
      const names = Object.keys(parameters) as (keyof PeepholeLstmParameters)[];
      const start = initial as unknown as LstmState;
      const run = (...[a0, c0, ...rest]: Tensor[]) => {
        const weights = Object.fromEntries(names.map((name, i) => [name, rest[i]])) as never;
        const inputs = rest.slice(names.length);
        return peepholeInTf(inputs, [a0, c0], weights, given ?? lengths.map(() => T));
      };
      const inputs = [start.a, start.c, ...Object.values(parameters), ...x].map(toTensor);
      const values = run(...inputs).map(toMatrix);
      const [da0, dc0, ...rest] = tf
        .grads((...all: Tensor[]) =>
          tf.addN(run(...all).map((at, t) => at.mul(toTensor(target[t])).sum())),
        )(inputs)
        .map(toMatrix);
      const { a, unrolled } = peepholeLstmForward(
        x,
        start,
        parameters as PeepholeLstmParameters,
        given,
      );
      a.forEach((at, t) => assert.ok(distance(at, values[t]) < 1e-5));
      const { dx, dInitial, gradients } = peepholeLstmBackward(target, unrolled);
      assert.ok(distance(dInitial.a, da0) < 1e-4);
      assert.ok(distance(dInitial.c, dc0) < 1e-4);
      const wanted = Object.fromEntries(names.map((name, i) => [name, rest[i]]));
      assertClose(gradients, wanted, names);
      dx.forEach((dxt, t) => assert.ok(distance(dxt, rest[names.length + t]) < 1e-4));
    });
  }

  it('weights of other shapes than a layer has are refused', () => {
    const lstm = toLstmWeights(draw(subjects[3], 6).parameters as LstmParameters);
    const gru = toGruWeights(draw(subjects[2], 6).parameters as GruParameters);
    assert.throws(
      () => fromGruWeights(lstm),
      /the kernel is \[3, 20\], but for 5 units must be \[3, 15\]/,
    );
    assert.throws(
      () => fromLstmWeights([lstm[0], gru[1], lstm[2]]),
      /the recurrent kernel is \[5, 15\], but for 5 units must be \[5, 20\]/,
    );
    assert.throws(() => fromGruWeights([gru[0], gru[1], lstm[2]]), /the bias is \[20\].* \[15\]/);
    assert.throws(() => fromSimpleRnnWeights(gru.slice(0, 2)), /weights has 2 tensors, but must/);
  });

  it('the adapter there and back again is the identity', () => {
    const lstm = draw(subjects[3], 6).parameters as LstmParameters;
    const gru = draw(subjects[2], 6).parameters as ReturnType<typeof initializeGru>;
    for (const [ours, back] of [
      [lstm, fromLstmWeights(toLstmWeights(lstm))],
      [gru, fromGruWeights(toGruWeights(gru))],
    ] as [Tensors, Tensors][]) {
      for (const name of Object.keys(ours))
        assert.ok(distance(ours[name], back[name]) < 1e-6, name);
    }
  });
});

describe('relations between the cells', () => {
  const seed = fc.integer({ min: 0, max: 1000 });
  const ragged = fc.array(fc.integer({ min: 1, max: T }), { minLength: m, maxLength: m });

  it('an LSTM whose peepholes are zero is an LSTM, values and gradients', () => {
    fc.assert(fc.property(seed, ragged, isPlainWithoutPeepholes), { numRuns: 20 });
  });

  function isPlainWithoutPeepholes(drawn: number, given: number[]) {
    const { x, initial, parameters, target } = draw(subjects[3], drawn);
    const zero = Matrix.zeros(n_a, 1);
    const lstm = parameters as LstmParameters;
    const start = initial as unknown as { a: Matrix; c: Matrix };
    const plain = lstmForward(x, start, lstm, given);
    const peeping = peepholeLstmForward(x, start, { ...lstm, pu: zero, pf: zero, po: zero }, given);
    plain.a.forEach((at, t) => assert.ok(distance(at, peeping.a[t]) < 1e-12));
    plain.c.forEach((ct, t) => assert.ok(distance(ct, peeping.c[t]) < 1e-12));
    const expected: Tensors = lstmBackward(target, plain.unrolled).gradients;
    const { gradients }: { gradients: Tensors } = peepholeLstmBackward(target, peeping.unrolled);
    for (const [name, d] of Object.entries(expected)) {
      assert.ok(distance(d, gradients[name]) < 1e-12, name);
    }
  }

  it('the simplified GRU is the full one with Γ_r = 1', () => {
    fc.assert(fc.property(seed, ragged, isFullWithOpenGate), { numRuns: 20 });
  });

  function isFullWithOpenGate(drawn: number, given: number[]) {
    const { x, initial, parameters } = draw(subjects[1], drawn);
    const simplified = parameters as ReturnType<typeof initializeSimplifiedGru>;
    const br = Matrix.zeros(n_a, 1);
    br.data.fill(40);
    const full = { ...simplified, Wr: Matrix.zeros(n_a, n_a + n_x), br };
    const expected = simplifiedGruForward(x, initial.a, simplified, given).c;
    gruForward(x, initial.a, full, given).c.forEach((ct, t) =>
      assert.ok(distance(ct, expected[t]) < 1e-12),
    );
  }

  it('with the gates set right, c<0> reaches the last step unchanged', () => {
    const { x, initial, parameters } = draw(subjects[3], 9);
    const keep = { ...(parameters as LstmParameters) };
    for (const [name, bias] of [
      ['Wu', 'bu'],
      ['Wf', 'bf'],
    ] as const) {
      keep[name] = Matrix.zeros(n_a, n_a + n_x);
      keep[bias] = Matrix.zeros(n_a, 1);
      keep[bias].data.fill(name === 'Wu' ? -40 : 40);
    }
    const { c } = lstmForward(x, initial as unknown as { a: Matrix; c: Matrix }, keep);
    assert.ok(distance(c[T - 1], (initial as unknown as { c: Matrix }).c) < 1e-12);
  });

  it('new weights have the variance 1 / (number of inputs), new biases are 0', () => {
    const [n_x, n_a] = [10, 40];
    for (const [initialize, inputs] of [
      [initializeRnn, { Wax: n_x, Waa: n_a }],
      [initializeSimplifiedGru, { Wu: n_a + n_x, Wc: n_a + n_x }],
      [initializeGru, { Wu: n_a + n_x, Wr: n_a + n_x, Wc: n_a + n_x }],
      [initializeLstm, { Wu: n_a + n_x, Wf: n_a + n_x, Wo: n_a + n_x, Wc: n_a + n_x }],
    ] as const) {
      const parameters: Tensors = initialize(n_x, n_a, new Random(1));
      for (const [name, { data }] of Object.entries(parameters)) {
        const fanIn = (inputs as Record<string, number>)[name];
        if (fanIn === undefined) {
          assert.ok(
            data.every((b) => b === (name === 'bf' ? 1 : 0)),
            name,
          );
          continue;
        }
        const variance = dot(parameters[name], parameters[name]) / data.length;
        // 400 entries or more: within five standard deviations of a mean of squares.
        assert.ok(Math.abs(variance * fanIn - 1) < 5 * Math.sqrt(2 / data.length), name);
      }
    }
  });

  it("a new LSTM's forget gate starts open", () => {
    const { bf, bu } = initializeLstm(n_x, n_a, new Random(1));
    assert.ok(bf.data.every((b) => b === 1));
    assert.ok(bu.data.every((b) => b === 0));
  });
});
