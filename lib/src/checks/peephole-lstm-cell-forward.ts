import {
  lstmCellForward,
  peepholeLstmCellForward,
  type LstmParameters,
  type PeepholeLstmParameters,
} from '../cells/lstm';
import { sigmoid, tanh } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hadamard, hstack, scale, scaleRows, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  drawLstmParameters,
  drawStep,
  lstmCellForwardExercise,
  lstmStep,
  type Lstm,
} from './lstm-cell-forward';
import { tf, unitsOf } from './tfjs';

type Args = [xt: Matrix, aPrev: Matrix, cPrev: Matrix, parameters: PeepholeLstmParameters];
type Step = { at: Matrix; ct: Matrix };

export const peepholeLstmCellForwardExercise: Exercise<Lstm, Args, Step> = {
  id: 'peephole-lstm-cell-forward',
  lesson: '09-lstm',
  functionName: 'peepholeLstmCellForward',
  argumentNames: ['xt', 'aPrev', 'cPrev', 'parameters'],
  resultName: 'result',
  allowed: lstmCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.lstm({ units: random.integer(2, 7), recurrentActivation: 'sigmoid' }),
  oracle: (layer, xt, aPrev, cPrev, { pu, pf, po, ...parameters }) =>
    // tf.js has no peepholes. But p ∗ c<t-1> is a diagonal matrix times c<t-1>: so let c<t-1> come
    // in as further inputs, which each gate weighs by its diagonal, and the candidate by nothing.
    lstmStep(layer, vstack(xt, cPrev), aPrev, cPrev, {
      ...parameters,
      Wu: hstack(parameters.Wu, diagonal(pu)),
      Wf: hstack(parameters.Wf, diagonal(pf)),
      Wo: hstack(parameters.Wo, diagonal(po)),
      Wc: hstack(parameters.Wc, diagonal(scale(pu, 0))),
    }),
  checks: [
    {
      id: 'zero-peepholes',
      title: 'peepholes of zero: the LSTM without any',
      points: 1,
      cases: (random, layer) => [
        draw(random, layer, ({ pu, pf, po }) => ({
          pu: scale(pu, 0),
          pf: scale(pf, 0),
          po: scale(po, 0),
        })),
      ],
    },
    {
      id: 'peepholes',
      title: 'each gate sees the memory',
      points: 2,
      cases: (random, layer) => [
        draw(random, layer, (peepholes) => peepholes),
        draw(random, layer, (peepholes) => peepholes, 1),
      ],
    },
  ],
  mistakes: [
    {
      when: 'the peepholes are left out',
      result(...args) {
        const { at, ct } = lstmCellForward(...args);
        return { at, ct };
      },
    },
    {
      when: 'the peepholes look at a<t-1> instead of c<t-1>',
      result: (...args) => looking(args, args[1]),
    },
    {
      when: 'the output gate sees the new c<t>: so it is in the original paper, but in the notes it is c<t-1>',
      result(...args) {
        const [xt, aPrev, , { Wo, bo, po }] = args;
        const { ct } = peepholeLstmCellForward(...args);
        const gammaO = sigmoid(add(matmul(Wo, vstack(aPrev, xt)), scaleRows(ct, po), bo));
        return { at: hadamard(gammaO, tanh(ct)), ct };
      },
    },
    {
      when: 'the peephole’s term is added after the sigmoid',
      result(xt, aPrev, cPrev, { pu, pf, po, ...parameters }) {
        const { gammaU, gammaF, gammaO, cTilde } = lstmCellForward(
          xt,
          aPrev,
          cPrev,
          parameters,
        ).cache;
        const peek = (gate: Matrix, p: Matrix) => add(gate, scaleRows(cPrev, p));
        const ct = add(hadamard(peek(gammaU, pu), cTilde), hadamard(peek(gammaF, pf), cPrev));
        return { at: hadamard(peek(gammaO, po), tanh(ct)), ct };
      },
    },
    {
      when: 'all three gates use the peephole pu',
      result: (xt, aPrev, cPrev, parameters) =>
        step(xt, aPrev, cPrev, {
          ...parameters,
          pf: parameters.pu,
          po: parameters.pu,
        }),
    },
    ...(['pu', 'pf', 'po'] as const).map((peephole) => ({
      when: `${peephole} is left out`,
      result: (...[xt, aPrev, cPrev, parameters]: Args) =>
        step(xt, aPrev, cPrev, {
          ...parameters,
          [peephole]: scale(parameters[peephole], 0),
        }),
    })),
  ],
};

/** The step without its cache. */
function step(...args: Args): Step {
  const { at, ct } = peepholeLstmCellForward(...args);
  return { at, ct };
}

/** p `[n, 1]` as the matrix `[n, n]` whose product with c is p ∗ c. */
function diagonal(p: Matrix): Matrix {
  const result = Matrix.zeros(p.rows, p.rows);
  for (let i = 0; i < p.rows; i++) result.set(i, i, p.get(i, 0));
  return result;
}

type Peepholes = Pick<PeepholeLstmParameters, 'pu' | 'pf' | 'po'>;

function draw(
  random: Random,
  layer: Lstm,
  choose: (peepholes: Peepholes) => Peepholes,
  examples?: number,
): Args {
  const n_a = unitsOf(layer);
  const [n_x, m] = distinctSizes(random, 2, [n_a]);
  const parameters: LstmParameters = drawLstmParameters(random, n_x, n_a);
  const p = () => random.normalMatrix(n_a, 1);
  const peepholes = choose({ pu: p(), pf: p(), po: p() });
  return [...drawStep(random, n_x, n_a, examples ?? m), { ...parameters, ...peepholes }];
}

/** The step where the peepholes look at something else than c<t-1>. */
function looking([xt, aPrev, cPrev, parameters]: Args, seen: Matrix): Step {
  const { gammaU, gammaF, gammaO, cTilde } = peepholeLstmCellForward(
    xt,
    aPrev,
    seen,
    parameters,
  ).cache;
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
