import type { Tensor } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import { rnnForward } from '../networks/rnn';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { drawRnnParameters } from './rnn-cell-forward';
import {
  requireLayer,
  tf,
  toMask,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

/** The lowest layer first. */
export type SimpleRnns = ReturnType<typeof tf.layers.simpleRNN>[];
type Args = [x: Matrix[], a0: Matrix[], parameters: RnnParameters[], lengths?: number[]];

export const deepRnnForwardExercise: Exercise<SimpleRnns, Args, Matrix[][]> = {
  id: 'deep-rnn-forward',
  lesson: '11-deep-rnns',
  functionName: 'deepRnnForward',
  argumentNames: ['x', 'a0', 'parameters', 'lengths'],
  resultName: 'a',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'rnnCellForward',
    'rnnForward',
    'sliceColumns',
    'tanh',
    'transpose',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers: drawSimpleRnns,
  oracle(layers, x, a0, parameters, lengths) {
    requireSimpleRnns(layers);
    const mask = lengths && toMask(lengths, x.length);
    let below: Tensor = toSequenceTensor(x);
    return parameters.map((own, l) => {
      below = withWeights(layers[l], below.shape, toSimpleRnnWeights(own), (layer) => {
        const initialState = [toTensor(a0[l])];
        return layer.apply(below, { initialState, mask }) as Tensor;
      });
      return toSequence(below);
    });
  },
  checks: [
    {
      id: 'values',
      title: 'sequences of one length, every layer starting from zero',
      points: 2,
      cases(random, layers) {
        const sizes = drawSizes(random, layers);
        return [
          drawDeep(random, layers, sizes),
          drawDeep(random, layers, { ...sizes, m: 1 }),
          drawDeep(random, layers, { ...sizes, T: 1 }),
          drawDeep(random, layers.slice(0, 1), sizes),
        ].map(([x, a0, parameters]): Args => [x, a0.map((start) => scale(start, 0)), parameters]);
      },
    },
    {
      id: 'initial-state',
      title: 'layers that start from states of their own',
      points: 1,
      cases: (random, layers) => [drawDeep(random, layers, drawSizes(random, layers))],
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 1,
      cases: (random, layers) =>
        // The batch is padded by a step more than its longest example needs, then by none.
        [1, 0].map((beyond): Args => {
          const sizes = drawSizes(random, layers);
          return [
            ...drawDeep(random, layers, sizes),
            raggedLengths(random, sizes.m, sizes.T - beyond),
          ];
        }),
    },
  ],
  mistakes: [
    {
      when: 'lengths has no effect: the padding is processed like real input',
      result: (x, a0, parameters) => deep(x, a0, parameters),
    },
    {
      when: 'lengths reaches the first layer only',
      result: (x, a0, parameters, lengths) =>
        deep(x, a0, parameters, (l) => (l === 0 ? lengths : undefined)),
    },
    {
      when: 'a0 is ignored: every layer starts from zero',
      result: (x, a0, parameters, lengths) =>
        deep(
          x,
          a0.map((start) => scale(start, 0)),
          parameters,
          () => lengths,
        ),
    },
    {
      when: 'a layer reads the step before of the layer below, a[l-1]<t-1>, instead of a[l-1]<t>',
      result: (x, a0, parameters, lengths) =>
        deep(
          x,
          a0,
          parameters,
          () => lengths,
          (below, l) => [a0[l - 1], ...below.slice(0, -1)],
        ),
    },
    {
      when: 'every layer above the first reads the last state of the layer below at every step',
      result: (x, a0, parameters, lengths) =>
        deep(
          x,
          a0,
          parameters,
          () => lengths,
          (below) => below.map(() => below[below.length - 1]),
        ),
    },
    {
      when: 'ba is left out',
      result: (x, a0, parameters, lengths) =>
        deep(
          x,
          a0,
          parameters.map((own) => ({ ...own, ba: scale(own.ba, 0) })),
          () => lengths,
        ),
    },
    {
      when: 'only the top layer is returned, instead of all layers',
      result: (...args) => {
        const a = right(...args);
        return a[a.length - 1] as unknown as Matrix[][];
      },
    },
    {
      when: 'x is returned as the first layer',
      result: (...args) => [args[0], ...right(...args)],
    },
    {
      when: 'the top layer is returned first',
      result: (...args) => right(...args).reverse(),
    },
    {
      when: 'the result is a list of steps, each with all layers, instead of a list of layers',
      result: (...args) => {
        const a = right(...args);
        return args[0].map((_, t) => a.map((layer) => layer[t]));
      },
    },
  ],
};

/** Three layers of different sizes. */
export function drawSimpleRnns(random: Random): SimpleRnns {
  return distinctSizes(random, 3, []).map((units) =>
    tf.layers.simpleRNN({ units, returnSequences: true }),
  );
}

/** @throws TypeError where they are not the layers that the lesson's exercises compare with */
export function requireSimpleRnns(layers: SimpleRnns): void {
  if (!Array.isArray(layers) || layers.length < 2) {
    throw new TypeError('the oracle must be a list of two or more tf.js layers, the lowest first');
  }
  for (const layer of layers) {
    requireLayer(layer, 'SimpleRNN', { activation: 'tanh', useBias: true, returnSequences: true });
  }
}

/** Sizes that differ from each other and from all layers', T being the largest of them. */
export function drawSizes(
  random: Random,
  layers: SimpleRnns,
): { n_x: number; m: number; T: number } {
  requireSimpleRnns(layers);
  const [n_x, m, T] = distinctSizes(random, 3, layers.map(unitsOf)).sort((a, b) => a - b);
  return { n_x, m, T };
}

export function drawDeep(
  random: Random,
  layers: SimpleRnns,
  { n_x, m, T }: { n_x: number; m: number; T: number },
): [Matrix[], Matrix[], RnnParameters[]] {
  const sizes = [n_x, ...layers.map(unitsOf)];
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    layers.map((layer) => random.normalMatrix(unitsOf(layer), m, 0.5)),
    layers.map((_, l) => drawRnnParameters(random, sizes[l], sizes[l + 1])),
  ];
}

function right(...[x, a0, parameters, lengths]: Args): Matrix[][] {
  return deep(x, a0, parameters, () => lengths);
}

/** The network layer by layer: with which lengths, and what each layer reads of the one below. */
function deep(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengthsOf: (l: number) => number[] | undefined = () => undefined,
  read: (below: Matrix[], l: number) => Matrix[] = (below) => below,
): Matrix[][] {
  const a: Matrix[][] = [];
  parameters.forEach((own, l) => {
    const input = l === 0 ? x : read(a[l - 1], l);
    a.push(rnnForward(input, a0[l], own, lengthsOf(l)).a);
  });
  return a;
}
