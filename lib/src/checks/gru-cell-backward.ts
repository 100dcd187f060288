import { gruCellForward, type GruCache } from '../cells/gru';
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
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  drawGruParameters,
  gruCellForwardExercise,
  lectureGru,
  type Gru,
} from './gru-cell-forward';
import { recurrentGradients } from './recurrent-gradients';
import { cellChecks } from './rnn-cell-forward';
import { fromGruWeights, requireLayer, tf, toGruWeights } from './tfjs';

type Args = [dct: Matrix, cache: GruCache];
type Gradients = {
  dxt: Matrix;
  dcPrev: Matrix;
  dWu: Matrix;
  dbu: Matrix;
  dWr: Matrix;
  dbr: Matrix;
  dWc: Matrix;
  dbc: Matrix;
};

export const gruCellBackwardExercise: Exercise<Gru, Args, Gradients> = {
  id: 'gru-cell-backward',
  lesson: '08-gru',
  functionName: 'gruCellBackward',
  argumentNames: ['dct', 'cache'],
  resultName: 'gradients',
  allowed: gruCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.gru({
      units: random.integer(2, 7),
      recurrentActivation: 'sigmoid',
      returnSequences: true,
    }),
  oracle(layer, dct, { xt, cPrev, parameters }) {
    requireLayer(layer, 'GRU', { ...lectureGru, returnSequences: true });
    const { dx, dStart, dParameters } = recurrentGradients(layer, [dct], {
      // One step is a sequence of length 1, whose c<0> is c<t-1>.
      x: [xt],
      start: cPrev,
      weights: toGruWeights(parameters),
      fromWeights: fromGruWeights,
    });
    const { Wu, bu, Wr, br, Wc, bc } = dParameters;
    return { dxt: dx[0], dcPrev: dStart, dWu: Wu, dbu: bu, dWr: Wr, dbr: br, dWc: Wc, dbc: bc };
  },
  checks: cellChecks(2, 1, (random, n_x, n_a, m) => {
    // The state before it is one that a GRU can have.
    const cPrev = tanh(random.normalMatrix(n_a, m));
    const parameters = drawGruParameters(random, n_x, n_a);
    const { cache } = gruCellForward(random.normalMatrix(n_x, m), cPrev, parameters);
    return [random.normalMatrix(n_a, m), cache];
  }),
  mistakes: [
    {
      when: 'dcPrev lacks the direct way past the candidate, (1 − Γ_u) ∗ dct',
      result(dct, cache) {
        const right = gradientsFrom(dzOf(dct, cache), dct, cache);
        return { ...right, dcPrev: subtract(right.dcPrev, kept(dct, cache)) };
      },
    },
    {
      when: 'dcPrev holds the direct way (1 − Γ_u) ∗ dct alone: candidate and gates saw c<t-1>, too',
      result: (dct, cache) => ({
        ...gradientsFrom(dzOf(dct, cache), dct, cache),
        dcPrev: kept(dct, cache),
      }),
    },
    {
      when: 'dcPrev lacks the ways through the two gates',
      result(dct, cache) {
        const { dzu, dzr, dzc } = dzOf(dct, cache);
        const nothing = scale(dzu, 0);
        const withoutGates = gradientsFrom({ dzu: nothing, dzr: nothing, dzc }, dct, cache);
        const { dcPrev } = withoutGates;
        return { ...gradientsFrom({ dzu, dzr, dzc }, dct, cache), dcPrev };
      },
    },
    {
      when: 'dxt lacks the ways through the two gates',
      result(dct, cache) {
        const { dzu, dzr, dzc } = dzOf(dct, cache);
        const nothing = scale(dzu, 0);
        const { dxt } = gradientsFrom({ dzu: nothing, dzr: nothing, dzc }, dct, cache);
        return { ...gradientsFrom({ dzu, dzr, dzc }, dct, cache), dxt };
      },
    },
    {
      when: 'dcPrev lacks the factor Γ_r on the way through the candidate',
      result(dct, cache) {
        const right = gradientsFrom(dzOf(dct, cache), dct, cache);
        const through = gatedGradient(dzOf(dct, cache).dzc, cache);
        const surplus = subtract(through, hadamard(through, cache.gammaR));
        return { ...right, dcPrev: add(right.dcPrev, surplus) };
      },
    },
    {
      when: 'the gradient of Γ_u comes from c̃<t> alone, though the gate also takes c<t-1> away',
      result(dct, cache) {
        const dzu = sigmoidBackward(hadamard(dct, cache.cTilde), cache.gammaU);
        return gradientsFrom({ ...dzOf(dct, cache), dzu }, dct, cache);
      },
    },
    {
      when: 'the gradient of Γ_u has the wrong sign: it is dct ∗ (c̃<t> − c<t-1>)',
      result(dct, cache) {
        const right = dzOf(dct, cache);
        return gradientsFrom({ ...right, dzu: scale(right.dzu, -1) }, dct, cache);
      },
    },
    {
      when: "σ's derivative Γ_u ∗ (1 − Γ_u) is left out",
      result(dct, cache) {
        const dzu = hadamard(dct, subtract(cache.cTilde, cache.cPrev));
        return gradientsFrom({ ...dzOf(dct, cache), dzu }, dct, cache);
      },
    },
    {
      when: "σ's derivative Γ_r ∗ (1 − Γ_r) is left out",
      result(dct, cache) {
        const { dzu, dzc } = dzOf(dct, cache);
        const dzr = hadamard(gatedGradient(dzc, cache), cache.cPrev);
        return gradientsFrom({ dzu, dzr, dzc }, dct, cache);
      },
    },
    {
      when: "tanh's derivative is used for the gates, too: theirs is Γ ∗ (1 − Γ)",
      result(dct, cache) {
        const { dzc } = dzOf(dct, cache);
        const dzu = tanhBackward(hadamard(dct, subtract(cache.cTilde, cache.cPrev)), cache.gammaU);
        const dzr = tanhBackward(hadamard(gatedGradient(dzc, cache), cache.cPrev), cache.gammaR);
        return gradientsFrom({ dzu, dzr, dzc }, dct, cache);
      },
    },
    {
      when: 'dWc is made with c<t-1> instead of Γ_r ∗ c<t-1>',
      result(dct, cache) {
        const dz = dzOf(dct, cache);
        const dWc = matmulTransposed(dz.dzc, vstack(cache.cPrev, cache.xt));
        return { ...gradientsFrom(dz, dct, cache), dWc };
      },
    },
    {
      when: 'the parameters’ gradients are divided by m: dct holds the 1/m already',
      result(dct, cache) {
        const right = gradientsFrom(dzOf(dct, cache), dct, cache);
        const names = ['dWu', 'dbu', 'dWr', 'dbr', 'dWc', 'dbc'] as const;
        const means = names.map((name) => [name, scale(right[name], 1 / dct.cols)]);
        return { ...right, ...(Object.fromEntries(means) as Partial<Gradients>) };
      },
    },
  ],
};

/** What arrives at the sums inside σ, σ and tanh. */
interface SumGradients {
  readonly dzu: Matrix;
  readonly dzr: Matrix;
  readonly dzc: Matrix;
}

function dzOf(dct: Matrix, cache: GruCache): SumGradients {
  const { cPrev, gammaU, gammaR, cTilde } = cache;
  const dzc = tanhBackward(hadamard(dct, gammaU), cTilde);
  return {
    dzu: sigmoidBackward(hadamard(dct, subtract(cTilde, cPrev)), gammaU),
    dzr: sigmoidBackward(hadamard(gatedGradient(dzc, cache), cPrev), gammaR),
    dzc,
  };
}

/** What arrives at Γ_r ∗ c<t-1>, the candidate's view of the old state. */
function gatedGradient(dzc: Matrix, { cPrev, parameters }: GruCache): Matrix {
  return sliceRows(transposedMatmul(parameters.Wc, dzc), 0, cPrev.rows);
}

/** The direct way back to c<t-1>. */
function kept(dct: Matrix, { gammaU }: GruCache): Matrix {
  return subtract(dct, hadamard(dct, gammaU));
}

/** All gradients that follow from these dz, right or wrong. */
function gradientsFrom({ dzu, dzr, dzc }: SumGradients, dct: Matrix, cache: GruCache): Gradients {
  const { xt, cPrev, gammaR, parameters } = cache;
  const stacked = vstack(cPrev, xt);
  const fromGates = add(transposedMatmul(parameters.Wu, dzu), transposedMatmul(parameters.Wr, dzr));
  const n_a = cPrev.rows;
  const dxtFromCandidate = sliceRows(transposedMatmul(parameters.Wc, dzc), n_a, stacked.rows);
  return {
    dxt: add(sliceRows(fromGates, n_a, stacked.rows), dxtFromCandidate),
    dcPrev: add(
      kept(dct, cache),
      hadamard(gatedGradient(dzc, cache), gammaR),
      sliceRows(fromGates, 0, n_a),
    ),
    dWu: matmulTransposed(dzu, stacked),
    dbu: sumColumns(dzu),
    dWr: matmulTransposed(dzr, stacked),
    dbr: sumColumns(dzr),
    dWc: matmulTransposed(dzc, vstack(hadamard(gammaR, cPrev), xt)),
    dbc: sumColumns(dzc),
  };
}
