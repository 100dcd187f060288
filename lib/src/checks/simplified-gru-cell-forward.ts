import { simplifiedGruCellForward, type SimplifiedGruParameters } from '../cells/gru';
import { sigmoid, tanh } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hadamard, map, scale, vstack } from '../tensor/operations';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  blend,
  drawGruParameters,
  gruCellForwardExercise,
  gruStep,
  type Gru,
} from './gru-cell-forward';
import { cellChecks } from './rnn-cell-forward';
import { tf } from './tfjs';

type Args = [xt: Matrix, cPrev: Matrix, parameters: SimplifiedGruParameters];

export const simplifiedGruCellForwardExercise: Exercise<Gru, Args, Matrix> = {
  id: 'simplified-gru-cell-forward',
  lesson: '08-gru',
  functionName: 'simplifiedGruCellForward',
  argumentNames: ['xt', 'cPrev', 'parameters'],
  resultName: 'c<t>',
  allowed: gruCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.gru({ units: random.integer(2, 7), recurrentActivation: 'sigmoid' }),
  // tf.js has the full GRU only. σ(30) rounds to 1 in 32 bits: with it as Γ_r at every entry, the
  // relevance gate lets everything pass, and what is left is the simplified GRU.
  oracle: (layer, xt, cPrev, parameters) =>
    gruStep(layer, xt, cPrev, {
      ...parameters,
      Wr: scale(parameters.Wu, 0),
      br: map(parameters.bu, () => 30),
    }),
  checks: cellChecks(2, 1, (random, n_x, n_a, m) => {
    const { Wu, bu, Wc, bc } = drawGruParameters(random, n_x, n_a);
    return [random.normalMatrix(n_x, m), random.normalMatrix(n_a, m, 0.5), { Wu, bu, Wc, bc }];
  }),
  mistakes: [
    {
      when: 'Γ_u and 1 − Γ_u are exchanged, so that Γ_u weighs the old c<t-1>',
      result(...args) {
        const { gammaU, cTilde, cPrev } = partsOf(...args);
        return blend(gammaU, cPrev, cTilde);
      },
    },
    {
      when: 'the old state is not weighed by 1 − Γ_u',
      result(...args) {
        const { gammaU, cTilde, cPrev } = partsOf(...args);
        return add(hadamard(gammaU, cTilde), cPrev);
      },
    },
    {
      when: 'the old state is left out of c<t>: only Γ_u ∗ c̃<t> is there',
      result(...args) {
        const { gammaU, cTilde } = partsOf(...args);
        return hadamard(gammaU, cTilde);
      },
    },
    {
      when: 'the result is the candidate c̃<t>, and the gate has no effect',
      result: (...args) => partsOf(...args).cTilde,
    },
    {
      when: 'the gate is computed with tanh instead of σ',
      result(xt, cPrev, parameters) {
        const { Wu, bu } = parameters;
        const { cTilde } = partsOf(xt, cPrev, parameters);
        return blend(tanh(add(matmul(Wu, vstack(cPrev, xt)), bu)), cTilde, cPrev);
      },
    },
    {
      when: 'the candidate is computed with σ instead of tanh',
      result(xt, cPrev, parameters) {
        const { Wc, bc } = parameters;
        const { gammaU } = partsOf(xt, cPrev, parameters);
        return blend(gammaU, sigmoid(add(matmul(Wc, vstack(cPrev, xt)), bc)), cPrev);
      },
    },
    {
      when: 'the gate is rounded to 0 or 1',
      result(...args) {
        const { gammaU, cTilde, cPrev } = partsOf(...args);
        const rounded = gammaU.clone();
        rounded.data.forEach((gate, k) => (rounded.data[k] = Math.round(gate)));
        return blend(rounded, cTilde, cPrev);
      },
    },
    {
      when: 'bu is left out',
      result: (xt, cPrev, parameters) =>
        simplifiedGruCellForward(xt, cPrev, { ...parameters, bu: scale(parameters.bu, 0) }).ct,
    },
    {
      when: 'bc is left out',
      result: (xt, cPrev, parameters) =>
        simplifiedGruCellForward(xt, cPrev, { ...parameters, bc: scale(parameters.bc, 0) }).ct,
    },
    {
      when: 'gate and candidate have exchanged their parameters',
      result: (xt, cPrev, { Wu, bu, Wc, bc }) =>
        simplifiedGruCellForward(xt, cPrev, { Wu: Wc, bu: bc, Wc: Wu, bc: bu }).ct,
    },
    {
      when: 'x<t> is stacked on top of c<t-1> instead of below it',
      result: (xt, cPrev, { Wu, bu, Wc, bc }) => {
        const stacked = vstack(xt, cPrev);
        const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
        return blend(gammaU, tanh(add(matmul(Wc, stacked), bc)), cPrev);
      },
    },
    {
      when: 'the previous state is ignored by gate and candidate, which see 0 in its place',
      result(xt, cPrev, parameters) {
        const { gammaU, cTilde } = partsOf(xt, scale(cPrev, 0), parameters);
        return blend(gammaU, cTilde, cPrev);
      },
    },
  ],
};

function partsOf(...args: Args) {
  return simplifiedGruCellForward(...args).cache;
}
