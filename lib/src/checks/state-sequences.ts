import type { layers } from '@tensorflow/tfjs';
import { selectByLength } from '../networks/lengths';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, raggedLengths } from './draw';
import type { Mistake, NamedCheck } from './exercise';
import { unitsOf } from './tfjs';

type Args<Parameters> = [x: Matrix[], start: Matrix, parameters: Parameters, lengths?: number[]];

/**
 * A loop over time is looked at alike whatever its cell, as long as that has one state.
 * @param state what the state is called: `a`, `c`
 */
export function sequenceChecks<Parameters>(
  state: string,
  points: { readonly values: number; readonly initialState: number; readonly ragged: number },
  drawParameters: (random: Random, n_x: number, n_a: number) => Parameters,
): NamedCheck<layers.Layer, Args<Parameters>>[] {
  const draw = (
    random: Random,
    { n_x, n_a, m, T }: { n_x: number; n_a: number; m: number; T: number },
  ): [Matrix[], Matrix, Parameters] => [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    random.normalMatrix(n_a, m, 0.5),
    drawParameters(random, n_x, n_a),
  ];
  return [
    {
      id: 'values',
      title: `sequences of one length, starting from ${state}<0> = 0`,
      points: points.values,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [
          { n_x, m, T },
          { n_x, m: 1, T },
          { n_x, m, T: 1 },
        ].map((sizes) => {
          const [x, start, parameters] = draw(random, { ...sizes, n_a });
          return [x, scale(start, 0), parameters];
        });
      },
    },
    {
      id: 'initial-state',
      title: `${state}<0> other than zero`,
      points: points.initialState,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [draw(random, { n_x, n_a, m, T })];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: points.ragged,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        // The batch is padded by a step more than its longest example needs, then by none.
        return [1, 0].map((beyond) => {
          const [n_x, m, T] = distinctSizes(random, 3, [n_a, 2]);
          return [
            ...draw(random, { n_x, n_a, m, T }),
            raggedLengths(random, m, T - beyond),
          ] as Args<Parameters>;
        });
      },
    },
  ];
}

/**
 * What people get wrong in the loop, whatever its cell.
 * @param state what the state is called: `a`, `c`
 * @param forward the loop done right
 */
export function loopMistakes<Parameters>(
  state: string,
  forward: (...args: Args<Parameters>) => Matrix[],
): Mistake<Args<Parameters>, Matrix[]>[] {
  /** The states where each example ends so many steps after its length. */
  const endedAfter = (steps: number, ...[x, start, parameters, lengths]: Args<Parameters>) => {
    let previous = start;
    return x.map((xt, index) => {
      const [next] = forward([xt], previous, parameters);
      previous = selectByLength(index + 1 - steps, lengths, next, previous);
      return previous;
    });
  };
  return [
    {
      when: 'the padding is processed like real input, so that lengths has no effect',
      result: (x, start, parameters) => forward(x, start, parameters),
    },
    {
      when: `${state}<t> is set to zero in the padding, instead of repeating the last state`,
      result: (x, start, parameters, lengths) =>
        forward(x, start, parameters, lengths).map((at, t) => zeroEnded(at, t + 1, lengths)),
    },
    {
      when: 'only the input is zero in the padding, while the state goes on changing',
      result: (x, start, parameters, lengths) =>
        forward(
          x.map((xt, t) => zeroEnded(xt, t + 1, lengths)),
          start,
          parameters,
        ),
    },
    {
      when: 'an example ends one step late',
      result: (...args) => endedAfter(1, ...args),
    },
    {
      when: 'an example ends one step early',
      result: (...args) => endedAfter(-1, ...args),
    },
    {
      when: `${state}0 is ignored and the state starts at zero`,
      result: (x, start, parameters, lengths) => forward(x, scale(start, 0), parameters, lengths),
    },
    {
      when: `every step starts from ${state}0 again, instead of from the step before`,
      result: (x, start, parameters) => x.map((xt) => forward([xt], start, parameters)[0]),
    },
    {
      when: 'the sequence is read from its end',
      result: (x, start, parameters) => forward(x.toReversed(), start, parameters).toReversed(),
    },
    {
      when: `the result is shifted: it begins with ${state}<0> and lacks the last step`,
      result: (x, start, parameters, lengths) => [
        start,
        ...forward(x, start, parameters, lengths).slice(0, -1),
      ],
    },
    {
      when: `every ${state}<t> is one and the same Matrix, which each step writes over`,
      result(x, start, parameters, lengths) {
        const states = forward(x, start, parameters, lengths);
        return states.map(() => states[states.length - 1]);
      },
    },
  ];
}

/** The matrix of step t with zeros for the examples that ended before it. */
function zeroEnded(matrix: Matrix, t: number, lengths: readonly number[] | undefined): Matrix {
  return selectByLength(t, lengths, matrix, scale(matrix, 0));
}
