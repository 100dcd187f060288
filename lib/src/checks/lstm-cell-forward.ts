import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { lstmCellForward, type LstmParameters } from '../cells/lstm';
import { sigmoid, tanh } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hadamard, hstack, scale, sliceColumns, subtract, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { cellChecks } from './rnn-cell-forward';
import { requireLayer, tf, toLstmWeights, toMatrix, toTensor, withWeights } from './tfjs';

export type Lstm = ReturnType<typeof tf.layers.lstm>;
type Args = [xt: Matrix, aPrev: Matrix, cPrev: Matrix, parameters: LstmParameters];
type Step = { at: Matrix; ct: Matrix };

/** tf.js's LSTM is the lecture's with these settings, of which the second is not its default. */
export const lectureLstm = {
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  useBias: true,
} as const;

/** Parameters with biases, which tf.js would start at zero, where nobody could see them missing. */
export function drawLstmParameters(random: Random, n_x: number, n_a: number): LstmParameters {
  const W = () => random.normalMatrix(n_a, n_a + n_x, 0.5);
  const b = () => random.normalMatrix(n_a, 1, 0.5);
  return { Wu: W(), bu: b(), Wf: W(), bf: b(), Wo: W(), bo: b(), Wc: W(), bc: b() };
}

/** One step's input and the state before it. */
export function drawStep(
  random: Random,
  n_x: number,
  n_a: number,
  m: number,
): [xt: Matrix, aPrev: Matrix, cPrev: Matrix] {
  return [
    random.normalMatrix(n_x, m),
    random.normalMatrix(n_a, m, 0.5),
    random.normalMatrix(n_a, m),
  ];
}

/** The cell of a tf.layers.lstm, as a function from x<t>, a<t-1>, c<t-1> to a<t> and c<t>. */
export function cellOf(lstm: Lstm) {
  return (xt: Tensor, aPrev: Tensor, cPrev: Tensor): { at: Tensor2D; ct: Tensor2D } => {
    const [, at, ct] = lstm.cell.call([xt, aPrev, cPrev], {}) as Tensor2D[];
    return { at, ct };
  };
}

/** One step of tf.layers.lstm. */
export function lstmStep(layer: Lstm, ...[xt, aPrev, cPrev, parameters]: Args): Step {
  requireLayer(layer, 'LSTM', lectureLstm);
  const oneStep = [xt.cols, 1, xt.rows];
  return withWeights(layer, oneStep, toLstmWeights(parameters), (lstm) => {
    const { at, ct } = cellOf(lstm)(toTensor(xt), toTensor(aPrev), toTensor(cPrev));
    return { at: toMatrix(at), ct: toMatrix(ct) };
  });
}

export const lstmCellForwardExercise: Exercise<Lstm, Args, Step> = {
  id: 'lstm-cell-forward',
  lesson: '09-lstm',
  functionName: 'lstmCellForward',
  argumentNames: ['xt', 'aPrev', 'cPrev', 'parameters'],
  resultName: 'result',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'scale',
    'scaleRows',
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
    tf.layers.lstm({ units: random.integer(2, 7), recurrentActivation: 'sigmoid' }),
  oracle: lstmStep,
  checks: cellChecks(3, 1, (random, n_x, n_a, m) => [
    ...drawStep(random, n_x, n_a, m),
    drawLstmParameters(random, n_x, n_a),
  ]),
  mistakes: [
    {
      when: 'a<t> is Γ_o ∗ c<t>, without the tanh around c<t>',
      result(...args) {
        const { ct, cache } = lstmCellForward(...args);
        return { at: hadamard(cache.gammaO, ct), ct };
      },
    },
    {
      when: 'a<t> is tanh(Γ_o ∗ c<t>): the tanh belongs around c<t> alone',
      result(...args) {
        const { ct, cache } = lstmCellForward(...args);
        return { at: tanh(hadamard(cache.gammaO, ct)), ct };
      },
    },
    {
      when: 'a<t> is tanh(c<t>): the output gate has no effect',
      result(...args) {
        const { ct } = lstmCellForward(...args);
        return { at: tanh(ct), ct };
      },
    },
    {
      when: 'a<t> is c<t>, as in the GRU',
      result(...args) {
        const { ct } = lstmCellForward(...args);
        return { at: ct, ct };
      },
    },
    {
      when: 'a<t> is made from the old memory c<t-1> instead of c<t>',
      result(...args) {
        const { ct, cache } = lstmCellForward(...args);
        return { at: hadamard(cache.gammaO, tanh(cache.cPrev)), ct };
      },
    },
    {
      when: 'the old memory keeps the share 1 − Γ_u, as in the GRU, instead of Γ_f',
      result(...args) {
        const { gammaU, gammaO, cTilde, cPrev } = lstmCellForward(...args).cache;
        const ct = add(cPrev, hadamard(gammaU, subtract(cTilde, cPrev)));
        return { at: hadamard(gammaO, tanh(ct)), ct };
      },
    },
    {
      when: 'the old memory is kept whole: the forget gate has no effect',
      result(...args) {
        const { gammaU, gammaO, cTilde, cPrev } = lstmCellForward(...args).cache;
        const ct = add(cPrev, hadamard(gammaU, cTilde));
        return { at: hadamard(gammaO, tanh(ct)), ct };
      },
    },
    {
      when: 'Γ_u and Γ_f are exchanged: Γ_f ∗ c̃<t> + Γ_u ∗ c<t-1>',
      result: (xt, aPrev, cPrev, { Wu, bu, Wf, bf, ...rest }) =>
        step(xt, aPrev, cPrev, { Wu: Wf, bu: bf, Wf: Wu, bf: bu, ...rest }),
    },
    {
      when: 'Γ_f and Γ_o are exchanged',
      result: (xt, aPrev, cPrev, { Wf, bf, Wo, bo, ...rest }) =>
        step(xt, aPrev, cPrev, { Wf: Wo, bf: bo, Wo: Wf, bo: bf, ...rest }),
    },
    {
      when: 'the forget gate uses Wu instead of Wf',
      result: (xt, aPrev, cPrev, parameters) =>
        step(xt, aPrev, cPrev, { ...parameters, Wf: parameters.Wu }),
    },
    {
      when: 'the three gates see c<t-1> instead of a<t-1>',
      result: (xt, aPrev, cPrev, parameters) =>
        seeing(xt, { gates: cPrev, candidate: aPrev }, cPrev, parameters),
    },
    {
      when: 'the candidate sees c<t-1> instead of a<t-1>',
      result: (xt, aPrev, cPrev, parameters) =>
        seeing(xt, { gates: aPrev, candidate: cPrev }, cPrev, parameters),
    },
    {
      when: 'gates and candidate see c<t-1>, as in the GRU, instead of a<t-1>',
      result: (xt, _, cPrev, parameters) => step(xt, cPrev, cPrev, parameters),
    },
    {
      when: 'the vectors are stacked as [x<t>, a<t-1>] instead of [a<t-1>, x<t>]',
      result(xt, aPrev, cPrev, parameters) {
        // The same product with each W's two blocks in the other order.
        const split = (W: Matrix) =>
          hstack(sliceColumns(W, xt.rows, W.cols), sliceColumns(W, 0, xt.rows));
        const { Wu, Wf, Wo, Wc } = parameters;
        const exchanged = { Wu: split(Wu), Wf: split(Wf), Wo: split(Wo), Wc: split(Wc) };
        return step(xt, aPrev, cPrev, { ...parameters, ...exchanged });
      },
    },
    {
      when: 'the candidate goes through a sigmoid instead of a tanh',
      result(...args) {
        const { cache } = lstmCellForward(...args);
        const ct = add(
          hadamard(cache.gammaU, sigmoid(candidateSum(...args))),
          hadamard(cache.gammaF, cache.cPrev),
        );
        return { at: hadamard(cache.gammaO, tanh(ct)), ct };
      },
    },
    {
      when: 'the input x<t> is ignored',
      result: (xt, ...rest) => step(scale(xt, 0), ...rest),
    },
    {
      when: 'the previous activation a<t-1> is ignored',
      result: (xt, aPrev, ...rest) => step(xt, scale(aPrev, 0), ...rest),
    },
    {
      when: 'the old memory c<t-1> is ignored',
      result: (xt, aPrev, cPrev, parameters) => step(xt, aPrev, scale(cPrev, 0), parameters),
    },
    ...(['bu', 'bf', 'bo', 'bc'] as const).map((bias) => ({
      when: `${bias} is left out`,
      result: (...[xt, aPrev, cPrev, parameters]: Args) =>
        step(xt, aPrev, cPrev, { ...parameters, [bias]: scale(parameters[bias], 0) }),
    })),
  ],
};

/** The step without its cache. */
function step(...args: Args): Step {
  const { at, ct } = lstmCellForward(...args);
  return { at, ct };
}

/** The step where gates and candidate look at what they are told to, in place of a<t-1>. */
function seeing(
  xt: Matrix,
  seen: { gates: Matrix; candidate: Matrix },
  cPrev: Matrix,
  parameters: LstmParameters,
): Step {
  const { gammaU, gammaF, gammaO } = lstmCellForward(xt, seen.gates, cPrev, parameters).cache;
  const { cTilde } = lstmCellForward(xt, seen.candidate, cPrev, parameters).cache;
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}

/** What goes into the candidate's tanh. */
function candidateSum(...[xt, aPrev, , { Wc, bc }]: Args): Matrix {
  return add(matmul(Wc, vstack(aPrev, xt)), bc);
}
