import { gruCellForward, simplifiedGruCellForward, type GruParameters } from '../cells/gru';
import { sigmoid, tanh } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hadamard, scale, sliceColumns, subtract, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { cellChecks } from './rnn-cell-forward';
import { requireLayer, tf, toGruWeights, toMatrix, toTensor, withWeights } from './tfjs';

export type Gru = ReturnType<typeof tf.layers.gru>;
type Args = [xt: Matrix, cPrev: Matrix, parameters: GruParameters];

/** tf.js's GRU is the lecture's with these settings, of which the second is not its default. */
export const lectureGru = {
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  useBias: true,
} as const;

/** Parameters with biases, which tf.js would start at zero, where nobody could see them missing. */
export function drawGruParameters(random: Random, n_x: number, n_a: number): GruParameters {
  const W = () => random.normalMatrix(n_a, n_a + n_x, 0.5);
  const b = () => random.normalMatrix(n_a, 1, 0.5);
  return { Wu: W(), bu: b(), Wr: W(), br: b(), Wc: W(), bc: b() };
}

/** One step of tf.layers.gru from c<t-1>. */
export function gruStep(layer: Gru, ...[xt, cPrev, parameters]: Args): Matrix {
  requireLayer(layer, 'GRU', lectureGru);
  const oneStep = tf.expandDims(toTensor(xt), 1);
  return withWeights(layer, oneStep.shape as number[], toGruWeights(parameters), (gru) =>
    toMatrix(
      gru.apply(oneStep, { initialState: [toTensor(cPrev)] }) as ReturnType<typeof toTensor>,
    ),
  );
}

export const gruCellForwardExercise: Exercise<Gru, Args, Matrix> = {
  id: 'gru-cell-forward',
  lesson: '08-gru',
  functionName: 'gruCellForward',
  argumentNames: ['xt', 'cPrev', 'parameters'],
  resultName: 'c<t>',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'scale',
    'sigmoid',
    'sliceColumns',
    'sliceRows',
    'subtract',
    'sumColumns',
    'tanh',
    'transpose',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.gru({ units: random.integer(2, 7), recurrentActivation: 'sigmoid' }),
  oracle: gruStep,
  checks: cellChecks(3, 1, (random, n_x, n_a, m) => [
    random.normalMatrix(n_x, m),
    random.normalMatrix(n_a, m, 0.5),
    drawGruParameters(random, n_x, n_a),
  ]),
  mistakes: [
    {
      when: 'Γ_u and 1 − Γ_u are exchanged, so that Γ_u weighs the old c<t-1>',
      result(...args) {
        const { gammaU, cTilde, cPrev } = partsOf(...args);
        return blend(gammaU, cPrev, cTilde);
      },
    },
    {
      when: 'Γ_r has no effect: the candidate sees all of c<t-1>, as in the simplified GRU',
      result: (...args) => simplifiedGruCellForward(...args).ct,
    },
    {
      when: '1 − Γ_r stands where Γ_r belongs',
      result: (xt, cPrev, { Wr, br, ...others }) =>
        // 1 − σ(z) = σ(−z)
        gruCellForward(xt, cPrev, { ...others, Wr: scale(Wr, -1), br: scale(br, -1) }).ct,
    },
    {
      when: 'Γ_r weighs the product W_c c<t-1> instead of c<t-1> itself',
      result(xt, cPrev, parameters) {
        const { Wc, bc } = parameters;
        const { gammaU, gammaR } = partsOf(xt, cPrev, parameters);
        const fromC = matmul(sliceColumns(Wc, 0, cPrev.rows), cPrev);
        const fromX = matmul(sliceColumns(Wc, cPrev.rows, Wc.cols), xt);
        return blend(gammaU, tanh(add(hadamard(gammaR, fromC), fromX, bc)), cPrev);
      },
    },
    {
      when: 'Γ_r weighs the finished candidate instead of the c<t-1> that goes into it',
      result(xt, cPrev, parameters) {
        const { gammaU, cTilde } = simplifiedGruCellForward(xt, cPrev, parameters).cache;
        return blend(gammaU, hadamard(partsOf(xt, cPrev, parameters).gammaR, cTilde), cPrev);
      },
    },
    {
      when: 'Γ_r weighs the old state in the last line, too, where c<t-1> belongs as it is',
      result(...args) {
        const { gammaU, gammaR, cTilde, cPrev } = partsOf(...args);
        return blend(gammaU, cTilde, hadamard(gammaR, cPrev));
      },
    },
    {
      when: 'Γ_u is computed from Γ_r ∗ c<t-1>, which only the candidate sees',
      result(xt, cPrev, parameters) {
        const { Wu, bu } = parameters;
        const { gammaR, cTilde } = partsOf(xt, cPrev, parameters);
        const gammaU = sigmoid(add(matmul(Wu, vstack(hadamard(gammaR, cPrev), xt)), bu));
        return blend(gammaU, cTilde, cPrev);
      },
    },
    {
      when: 'the two gates have exchanged their parameters',
      result: (xt, cPrev, { Wu, bu, Wr, br, ...others }) =>
        gruCellForward(xt, cPrev, { ...others, Wu: Wr, bu: br, Wr: Wu, br: bu }).ct,
    },
    {
      when: 'the result is the candidate c̃<t>, and Γ_u has no effect',
      result: (...args) => partsOf(...args).cTilde,
    },
    ...(['bu', 'br', 'bc'] as const).map((bias) => ({
      when: `${bias} is left out`,
      result: (...[xt, cPrev, parameters]: Args) =>
        gruCellForward(xt, cPrev, { ...parameters, [bias]: scale(parameters[bias], 0) }).ct,
    })),
  ],
};

function partsOf(...args: Args) {
  return gruCellForward(...args).cache;
}

/** gate ∗ taken + (1 − gate) ∗ kept */
export function blend(gate: Matrix, taken: Matrix, kept: Matrix): Matrix {
  return add(kept, hadamard(gate, subtract(taken, kept)));
}
