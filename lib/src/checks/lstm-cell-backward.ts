import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { lstmCellBackward, lstmCellForward, type LstmCache } from '../cells/lstm';
import { sigmoidBackward, tanh, tanhBackward } from '../tensor/activations';
import { matmulTransposed, transposedMatmul } from '../tensor/matmul';
import type { Matrix } from '../tensor/matrix';
import {
  add,
  hadamard,
  scale,
  sliceRows,
  subtract,
  sumColumns,
  vstack,
} from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  cellOf,
  drawLstmParameters,
  drawStep,
  lectureLstm,
  lstmCellForwardExercise,
  type Lstm,
} from './lstm-cell-forward';
import {
  fromLstmWeights,
  requireLayer,
  tf,
  toLstmWeights,
  toMatrix,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

type Args = [dat: Matrix, dct: Matrix, cache: LstmCache];
type Gradients = {
  dxt: Matrix;
  daPrev: Matrix;
  dcPrev: Matrix;
  dWu: Matrix;
  dbu: Matrix;
  dWf: Matrix;
  dbf: Matrix;
  dWo: Matrix;
  dbo: Matrix;
  dWc: Matrix;
  dbc: Matrix;
};

export const lstmCellBackwardExercise: Exercise<Lstm, Args, Gradients> = {
  id: 'lstm-cell-backward',
  lesson: '09-lstm',
  functionName: 'lstmCellBackward',
  argumentNames: ['dat', 'dct', 'cache'],
  resultName: 'gradients',
  allowed: lstmCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.lstm({ units: random.integer(2, 7), recurrentActivation: 'sigmoid' }),
  oracle(layer, dat, dct, { xt, aPrev, cPrev, parameters }) {
    requireLayer(layer, 'LSTM', lectureLstm);
    const oneStep = [xt.cols, 1, xt.rows];
    return withWeights(layer, oneStep, toLstmWeights(parameters), (lstm) => {
      // Σ da<t> ∗ a<t> + Σ dc<t> ∗ c<t> has the derivatives da<t> by a<t> and dc<t> by c<t>, just as
      // if a loss further on had sent them back.
      const [fromA, fromC] = [toTensor(dat), toTensor(dct)];
      const loss = (x: Tensor, a: Tensor, c: Tensor): Scalar => {
        const { at, ct } = cellOf(lstm)(x, a, c);
        return tf.add(tf.sum(tf.mul(fromA, at)), tf.sum(tf.mul(fromC, ct)));
      };
      const inputs = [toTensor(xt), toTensor(aPrev), toTensor(cPrev)] as const;
      const [dxt, daPrev, dcPrev] = tf
        .grads(loss)([...inputs])
        .map(toMatrix);
      const weights = lstm.trainableWeights.map((weight) => weight.read() as Variable);
      const { grads } = tf.variableGrads(() => loss(...inputs), weights);
      const gradients = fromLstmWeights(weights.map(({ name }) => grads[name]));
      return { dxt, daPrev, dcPrev, ...named(gradients) };
    });
  },
  checks: [
    {
      id: 'from-memory',
      title: 'only dct arrives, from the memory of the next step (dat = 0)',
      points: 2,
      cases: (random, layer) => drawBatch(random, layer, ([dat, dct]) => [scale(dat, 0), dct]),
    },
    {
      id: 'values',
      title: 'dat and dct arrive',
      points: 3,
      cases: (random, layer) => drawBatch(random, layer, ([dat, dct]) => [dat, dct]),
    },
    {
      id: 'one-example',
      title: 'a batch of one example (m = 1), one input (n_x = 1)',
      points: 1,
      cases: (random, layer) => [draw(random, 1, unitsOf(layer), 1)],
    },
  ],
  mistakes: [
    {
      when: 'dat is ignored: only what comes along the memory is sent back',
      result: (dat, dct, cache) => backward(scale(dat, 0), dct, cache),
    },
    {
      when: 'dct is ignored: what comes along the memory from the next step is lost',
      result: (dat, dct, cache) => backward(dat, scale(dct, 0), cache),
    },
    {
      when: 'dat reaches the memory without the factor Γ_o',
      result: (dat, dct, cache) =>
        gradientsFrom(dat, add(dct, tanhBackward(dat, cache.tanhC)), cache),
    },
    {
      when: "dat reaches the memory without tanh's derivative 1 − tanh²(c<t>)",
      result: (dat, dct, cache) => gradientsFrom(dat, add(dct, hadamard(dat, cache.gammaO)), cache),
    },
    {
      when: "tanh's derivative is 1 − tanh²(tanh(c<t>)): tanhC is the tanh already",
      result: (dat, dct, cache) =>
        gradientsFrom(
          dat,
          add(dct, tanhBackward(hadamard(dat, cache.gammaO), tanh(cache.tanhC))),
          cache,
        ),
    },
    {
      when: 'dct, too, is multiplied by Γ_o ∗ (1 − tanh²(c<t>)): it belongs to c<t> already',
      result: (dat, dct, cache) =>
        gradientsFrom(dat, tanhBackward(hadamard(add(dat, dct), cache.gammaO), cache.tanhC), cache),
    },
    {
      when: 'dcPrev is dct ∗ Γ_f: what dat adds to the memory’s gradient is missing',
      result: (dat, dct, cache) => ({
        ...backward(dat, dct, cache),
        dcPrev: hadamard(dct, cache.gammaF),
      }),
    },
    {
      when: 'dcPrev lacks the factor Γ_f',
      result: (dat, dct, cache) => ({
        ...backward(dat, dct, cache),
        dcPrev: memoryGradient(dat, dct, cache),
      }),
    },
    {
      when: 'dcPrev has the factor 1 − Γ_u, as in the GRU, instead of Γ_f',
      result(dat, dct, cache) {
        const dc = memoryGradient(dat, dct, cache);
        const dcPrev = subtract(dc, hadamard(dc, cache.gammaU));
        return { ...backward(dat, dct, cache), dcPrev };
      },
    },
    {
      when: 'Γ_u and Γ_f have exchanged what they are multiplied with: c̃<t> and c<t-1>',
      result(dat, dct, cache) {
        const dc = memoryGradient(dat, dct, cache);
        return gradientsFrom(dat, dc, cache, {
          dzu: sigmoidBackward(hadamard(dc, cache.cPrev), cache.gammaU),
          dzf: sigmoidBackward(hadamard(dc, cache.cTilde), cache.gammaF),
        });
      },
    },
    {
      when: 'the output gate’s gradient is made with c<t> where tanh(c<t>) is needed',
      result(dat, dct, cache) {
        const { gammaU, gammaF, gammaO, cTilde, cPrev } = cache;
        const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
        return gradientsFrom(dat, memoryGradient(dat, dct, cache), cache, {
          dzo: sigmoidBackward(hadamard(dat, ct), gammaO),
        });
      },
    },
    {
      when: "the sigmoids' derivative Γ ∗ (1 − Γ) is left out",
      result(dat, dct, cache) {
        const dc = memoryGradient(dat, dct, cache);
        return gradientsFrom(dat, dc, cache, {
          dzu: hadamard(dc, cache.cTilde),
          dzf: hadamard(dc, cache.cPrev),
          dzo: hadamard(dat, cache.tanhC),
        });
      },
    },
    {
      when: "tanh's derivative is used for the gates, too: theirs is Γ ∗ (1 − Γ)",
      result(dat, dct, cache) {
        const dc = memoryGradient(dat, dct, cache);
        return gradientsFrom(dat, dc, cache, {
          dzu: tanhBackward(hadamard(dc, cache.cTilde), cache.gammaU),
          dzf: tanhBackward(hadamard(dc, cache.cPrev), cache.gammaF),
          dzo: tanhBackward(hadamard(dat, cache.tanhC), cache.gammaO),
        });
      },
    },
    {
      when: "the candidate's derivative 1 − c̃² is left out",
      result(dat, dct, cache) {
        const dc = memoryGradient(dat, dct, cache);
        return gradientsFrom(dat, dc, cache, { dzc: hadamard(dc, cache.gammaU) });
      },
    },
    {
      when: 'daPrev and dxt come through the candidate alone: the three gates saw both, too',
      result(dat, dct, cache) {
        const nothing = scale(dat, 0);
        const { dxt, daPrev } = gradientsFrom(dat, memoryGradient(dat, dct, cache), cache, {
          dzu: nothing,
          dzf: nothing,
          dzo: nothing,
        });
        return { ...backward(dat, dct, cache), dxt, daPrev };
      },
    },
    {
      when: 'daPrev and dxt have changed places: a<t-1> stands on top in the stack',
      result(dat, dct, cache) {
        const right = backward(dat, dct, cache);
        const n_x = right.dxt.rows;
        const all = vstack(right.daPrev, right.dxt);
        const daPrev = sliceRows(all, n_x, all.rows);
        return { ...right, dxt: sliceRows(all, 0, n_x), daPrev };
      },
    },
    {
      when: 'the parameters’ gradients are divided by m: dat and dct hold the 1/m already',
      result(dat, dct, cache) {
        const { dxt, daPrev, dcPrev, ...parameters } = backward(dat, dct, cache);
        const means = Object.entries(parameters).map(([name, d]) => [name, scale(d, 1 / dat.cols)]);
        return { dxt, daPrev, dcPrev, ...Object.fromEntries(means) } as Gradients;
      },
    },
  ],
};

/** One forward step's cache, and random gradients from above and from the right. */
function draw(random: Random, n_x: number, n_a: number, m: number): Args {
  const [xt, aPrev, cPrev] = drawStep(random, n_x, n_a, m);
  const { cache } = lstmCellForward(xt, aPrev, cPrev, drawLstmParameters(random, n_x, n_a));
  return [random.normalMatrix(n_a, m), random.normalMatrix(n_a, m), cache];
}

function drawBatch(
  random: Random,
  layer: Lstm,
  arriving: (both: [dat: Matrix, dct: Matrix]) => [dat: Matrix, dct: Matrix],
): Args[] {
  const n_a = unitsOf(layer);
  const [n_x, m] = distinctSizes(random, 2, [n_a]);
  const [dat, dct, cache] = draw(random, n_x, n_a, m);
  return [[...arriving([dat, dct]), cache]];
}

/** Gradients by the parameters, in the lecture's notation, under the names of gradients. */
function named(gradients: ReturnType<typeof fromLstmWeights>) {
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = gradients;
  return { dWu: Wu, dbu: bu, dWf: Wf, dbf: bf, dWo: Wo, dbo: bo, dWc: Wc, dbc: bc };
}

function backward(...args: Args): Gradients {
  const { gradients, ...rest } = lstmCellBackward(...args);
  return { ...rest, ...gradients };
}

/** All that arrives at c<t>: from c<t+1> and through a<t>. */
function memoryGradient(dat: Matrix, dct: Matrix, { gammaO, tanhC }: LstmCache): Matrix {
  return add(dct, tanhBackward(hadamard(dat, gammaO), tanhC));
}

/** What arrives at the four sums, in front of σ or tanh. */
type SumGradients = { dzu: Matrix; dzf: Matrix; dzo: Matrix; dzc: Matrix };

/** The gradients that follow where dc, right or wrong, arrives at c<t>, and some `dz` are wrong. */
function gradientsFrom(
  dat: Matrix,
  dc: Matrix,
  cache: LstmCache,
  wrong: Partial<SumGradients> = {},
): Gradients {
  const { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters } = cache;
  const { dzu, dzf, dzo, dzc }: SumGradients = {
    dzu: sigmoidBackward(hadamard(dc, cTilde), gammaU),
    dzf: sigmoidBackward(hadamard(dc, cPrev), gammaF),
    dzo: sigmoidBackward(hadamard(dat, tanhC), gammaO),
    dzc: tanhBackward(hadamard(dc, gammaU), cTilde),
    ...wrong,
  };
  const stacked = vstack(aPrev, xt);
  const dStacked = add(
    transposedMatmul(parameters.Wu, dzu),
    transposedMatmul(parameters.Wf, dzf),
    transposedMatmul(parameters.Wo, dzo),
    transposedMatmul(parameters.Wc, dzc),
  );
  return {
    dxt: sliceRows(dStacked, aPrev.rows, dStacked.rows),
    daPrev: sliceRows(dStacked, 0, aPrev.rows),
    dcPrev: hadamard(dc, gammaF),
    dWu: matmulTransposed(dzu, stacked),
    dbu: sumColumns(dzu),
    dWf: matmulTransposed(dzf, stacked),
    dbf: sumColumns(dzf),
    dWo: matmulTransposed(dzo, stacked),
    dbo: sumColumns(dzo),
    dWc: matmulTransposed(dzc, stacked),
    dbc: sumColumns(dzc),
  };
}
