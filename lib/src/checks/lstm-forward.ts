import type { Tensor } from '@tensorflow/tfjs';
import { lstmCellForward, type LstmParameters, type LstmState } from '../cells/lstm';
import { selectByLength } from '../networks/lengths';
import { lstmForward } from '../networks/lstm';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import {
  drawLstmParameters,
  lectureLstm,
  lstmCellForwardExercise,
  type Lstm,
} from './lstm-cell-forward';
import {
  requireLayer,
  tf,
  toLstmWeights,
  toMask,
  toMatrix,
  toSequence,
  toSequenceTensor,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

type Args = [x: Matrix[], initial: LstmState, parameters: LstmParameters, lengths?: number[]];
type States = { a: Matrix[]; c: Matrix[] };

export const lstmForwardExercise: Exercise<Lstm, Args, States> = {
  id: 'lstm-forward',
  lesson: '09-lstm',
  functionName: 'lstmForward',
  argumentNames: ['x', 'initial', 'parameters', 'lengths'],
  resultName: 'states',
  allowed: lstmCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.lstm({
      units: random.integer(2, 7),
      recurrentActivation: 'sigmoid',
      returnSequences: true,
      returnState: true,
    }),
  oracle(layer, x, initial, parameters, lengths) {
    const settings = { ...lectureLstm, returnSequences: true, returnState: true };
    requireLayer(layer, 'LSTM', settings);
    const inputShape = [x[0].cols, x.length, x[0].rows];
    return withWeights(layer, inputShape, toLstmWeights(parameters), (lstm) => {
      const initialState = [toTensor(initial.a), toTensor(initial.c)];
      const read = (T: number) => {
        const within = lengths?.map((length) => Math.min(length, T));
        return lstm.apply(toSequenceTensor(x.slice(0, T)), {
          initialState,
          mask: within && toMask(within, T),
        }) as Tensor[];
      };
      const [a] = read(x.length);
      // The layer tells every a<t>, but only the last c<t>: so it reads up to each t.
      const c = x.map((_, index) => {
        const [, , last] = read(index + 1);
        return toMatrix(last);
      });
      return { a: toSequence(a), c };
    });
  },
  checks: [
    {
      id: 'values',
      title: 'sequences of one length, starting from a<0> = c<0> = 0',
      points: 2,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [
          { n_x, m, T },
          { n_x, m: 1, T },
          { n_x, m, T: 1 },
        ].map((sizes) => {
          const [x, { a, c }, parameters] = draw(random, { ...sizes, n_a });
          return [x, { a: scale(a, 0), c: scale(c, 0) }, parameters];
        });
      },
    },
    {
      id: 'initial-state',
      title: 'a<0> and c<0> other than zero',
      points: 1,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [draw(random, { n_x, n_a, m, T })];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 2,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        // The batch is padded by a step more than its longest example needs, then by none.
        return [1, 0].map((beyond) => {
          const [n_x, m, T] = distinctSizes(random, 3, [n_a, 2]);
          const lengths = raggedLengths(random, m, T - beyond);
          return [...draw(random, { n_x, n_a, m, T }), lengths] as Args;
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding is processed like real input, so that lengths has no effect',
      result: (x, initial, parameters) => states(x, initial, parameters),
    },
    {
      when: 'only a<t> is kept in the padding, while c<t> goes on changing',
      result: (...args) => endedAfter({ a: 0 }, ...args),
    },
    {
      when: 'only c<t> is kept in the padding, while a<t> goes on changing',
      result: (...args) => endedAfter({ c: 0 }, ...args),
    },
    {
      when: 'an example ends one step late',
      result: (...args) => endedAfter({ a: 1, c: 1 }, ...args),
    },
    {
      when: 'an example ends one step early',
      result: (...args) => endedAfter({ a: -1, c: -1 }, ...args),
    },
    {
      when: 'states are set to zero in the padding, instead of repeating the last ones',
      result(x, initial, parameters, lengths) {
        const { a, c } = lstmForward(x, initial, parameters, lengths);
        const zeroEnded = (matrix: Matrix, index: number) =>
          selectByLength(index + 1, lengths, matrix, scale(matrix, 0));
        return { a: a.map(zeroEnded), c: c.map(zeroEnded) };
      },
    },
    {
      when: 'c<0> is ignored and the memory starts at zero',
      result: (x, { a, c }, ...rest) => states(x, { a, c: scale(c, 0) }, ...rest),
    },
    {
      when: 'a<0> is ignored and the activation starts at zero',
      result: (x, { a, c }, ...rest) => states(x, { a: scale(a, 0), c }, ...rest),
    },
    {
      when: 'initial is ignored and both states start at zero',
      result: (x, { a, c }, ...rest) => states(x, { a: scale(a, 0), c: scale(c, 0) }, ...rest),
    },
    {
      when: 'every step starts from initial again, instead of from the step before',
      result(x, initial, parameters) {
        const steps = x.map((xt) => lstmCellForward(xt, initial.a, initial.c, parameters));
        return { a: steps.map(({ at }) => at), c: steps.map(({ ct }) => ct) };
      },
    },
    {
      when: 'the memory is not handed on: every step starts from c<0> again',
      result(x, initial, parameters) {
        let a = initial.a;
        const steps = x.map((xt) => {
          const step = lstmCellForward(xt, a, initial.c, parameters);
          a = step.at;
          return step;
        });
        return { a: steps.map(({ at }) => at), c: steps.map(({ ct }) => ct) };
      },
    },
    {
      when: 'the activation is not handed on: every step starts from a<0> again',
      result(x, initial, parameters) {
        let c = initial.c;
        const steps = x.map((xt) => {
          const step = lstmCellForward(xt, initial.a, c, parameters);
          c = step.ct;
          return step;
        });
        return { a: steps.map(({ at }) => at), c: steps.map(({ ct }) => ct) };
      },
    },
    {
      when: 'the activation is handed on as the memory, too',
      result(x, initial, parameters) {
        let { a, c } = initial;
        const steps = x.map((xt) => {
          const step = lstmCellForward(xt, a, c, parameters);
          a = step.at;
          c = step.at;
          return step;
        });
        return { a: steps.map(({ at }) => at), c: steps.map(({ ct }) => ct) };
      },
    },
    {
      when: 'a and c are exchanged in the result',
      result(...args) {
        const { a, c } = lstmForward(...args);
        return { a: c, c: a };
      },
    },
    {
      when: 'the sequence is read from its end',
      result(x, initial, parameters) {
        const { a, c } = lstmForward(x.toReversed(), initial, parameters);
        return { a: a.toReversed(), c: c.toReversed() };
      },
    },
    {
      when: 'the result is shifted: it begins with a<0> and c<0> and lacks the last step',
      result(x, initial, ...rest) {
        const { a, c } = lstmForward(x, initial, ...rest);
        return { a: [initial.a, ...a.slice(0, -1)], c: [initial.c, ...c.slice(0, -1)] };
      },
    },
  ],
};

function draw(
  random: Random,
  { n_x, n_a, m, T }: { n_x: number; n_a: number; m: number; T: number },
): [x: Matrix[], initial: LstmState, parameters: LstmParameters] {
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    { a: random.normalMatrix(n_a, m, 0.5), c: random.normalMatrix(n_a, m) },
    drawLstmParameters(random, n_x, n_a),
  ];
}

/** The forward pass without what it remembers for the way back. */
function states(...args: Args): States {
  const { a, c } = lstmForward(...args);
  return { a, c };
}

/** The states where each example's ends so many steps after its length; what is not named, never. */
function endedAfter(
  steps: { a?: number; c?: number },
  ...[x, initial, parameters, lengths]: Args
): States {
  let previous = initial;
  const ended = x.map((xt, index) => {
    const { at, ct } = lstmCellForward(xt, previous.a, previous.c, parameters);
    const select = (late: number | undefined, live: Matrix, ended: Matrix) =>
      late === undefined ? live : selectByLength(index + 1 - late, lengths, live, ended);
    previous = { a: select(steps.a, at, previous.a), c: select(steps.c, ct, previous.c) };
    return previous;
  });
  return { a: ended.map(({ a }) => a), c: ended.map(({ c }) => c) };
}
