import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { rnnCell, type RnnCache } from '../cells/rnn';
import {
  bidirectionalForward,
  reverseSequence,
  type BothDirections,
} from '../networks/bidirectional';
import { selectByLength } from '../networks/lengths';
import { rnnBackward } from '../networks/rnn';
import type { Unrolled } from '../networks/unroll';
import type { Matrix } from '../tensor/matrix';
import { add, scale, sliceRows } from '../tensor/operations';
import type { Random } from '../tensor/random';
import {
  draw,
  drawBidirectional,
  requireSimpleRnn,
  unitsOfEach,
  type Bidirectional,
} from './bidirectional-forward';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { sequenceOf } from './rnn-backward';
import {
  fromSimpleRnnWeights,
  tf,
  toMask,
  toMatrix,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  withWeights,
} from './tfjs';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Args = [da: Matrix[], unrolled: BothDirections<UnrolledRnn>];
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };
type Gradients = { dx: Matrix[] } & BothDirections<Own>;

export const bidirectionalBackwardExercise: Exercise<Bidirectional, Args, Gradients> = {
  id: 'bidirectional-backward',
  lesson: '10-bidirectional-rnns',
  functionName: 'bidirectionalBackward',
  argumentNames: ['da', 'unrolled'],
  resultName: 'gradients',
  allowed: [
    'Matrix',
    'add',
    'hstack',
    'map',
    'matmul',
    'rnnBackward',
    'rnnCellBackward',
    'scale',
    'sliceColumns',
    'sliceRows',
    'sumColumns',
    'transpose',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers: drawBidirectional,
  oracle: (layer, da, { forward, backward }) => {
    requireSimpleRnn(layer);
    const { x, a0, parameters } = sequenceOf(forward.caches);
    const back = sequenceOf(backward.caches);
    return gradients(layer, da, {
      x,
      lengths: forward.lengths!,
      start: [toTensor(a0), toTensor(back.a0)],
      weights: [...toSimpleRnnWeights(parameters), ...toSimpleRnnWeights(back.parameters)],
    });
  },
  checks: [
    {
      id: 'one-length',
      title: 'sequences of one length',
      points: 2,
      cases(random, layer) {
        const [n_x, m, T] = distinctSizes(random, 3, [unitsOfEach(layer), 2]);
        return [
          { m, T },
          { m: 1, T },
          { m, T: 1 },
        ].map((sizes) => drawUnrolled(random, layer, { n_x, ...sizes }));
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 1,
      cases(random, layer) {
        const [n_x, m, T] = distinctSizes(random, 3, [unitsOfEach(layer), 2, 3]);
        return [drawUnrolled(random, layer, { n_x, m, T }, raggedLengths(random, m, T))];
      },
    },
  ],
  mistakes: [
    {
      when: 'da is not turned around for the backward direction',
      result: (...args) => backward(args, { turnIn: (lower) => lower }),
    },
    {
      when: 'the backward direction’s dx is not turned around again',
      result: (...args) => backward(args, { turnOut: (dx) => dx }),
    },
    {
      when: 'nothing is turned around: neither da for the backward direction, nor its dx',
      result: (...args) => backward(args, { turnIn: (lower) => lower, turnOut: (dx) => dx }),
    },
    {
      when: 'everything is turned around as a whole, so that lengths has no effect on the order',
      result: (...args) =>
        backward(args, {
          turnIn: (lower) => lower.toReversed(),
          turnOut: (dx) => dx.toReversed(),
        }),
    },
    {
      when: 'dx is that of the forward direction alone',
      result: (...args) => backward(args, { join: (there) => there }),
    },
    {
      when: 'dx is that of the backward direction alone',
      result: (...args) => backward(args, { join: (_, back) => back }),
    },
    {
      when: 'dx is the mean of the two directions’ instead of their sum',
      result: (...args) => backward(args, { join: (there, back) => scale(add(there, back), 0.5) }),
    },
    {
      when: 'the upper rows of da go to the backward direction, and the lower ones to the forward one',
      result: (...args) => backward(args, { exchanged: true }),
    },
  ],
};

/**
 * The gradients that tf.js finds for Σ_t Σ da<t> ∗ a<t>, whose derivative by a<t> is da<t>.
 * @param sequence what the layer reads, where its directions start, and with which weights
 */
function gradients(
  layer: Bidirectional,
  da: readonly Matrix[],
  sequence: {
    readonly x: readonly Matrix[];
    readonly lengths: readonly number[];
    readonly start: readonly Tensor[];
    readonly weights: Tensor[];
  },
): Gradients {
  const { x, lengths, start, weights } = sequence;
  if (x.length === 1) {
    // tf.js 4.22 fails on the gradient of a sequence of one step (Unpack_grad): padding follows.
    const two = { ...sequence, x: [x[0], x[0]] };
    const { dx, ...rest } = gradients(layer, [da[0], scale(da[0], 0)], two);
    return { dx: [dx[0]], ...rest };
  }
  const input = toSequenceTensor(x);
  const upstream = toSequenceTensor(da);
  const mask = toMask(lengths, x.length);
  return withWeights(layer, input.shape, weights, (own) => {
    const loss = (xs: Tensor, ...initialState: Tensor[]): Scalar => {
      const a = own.apply(xs, { initialState, mask }) as Tensor;
      return tf.sum(tf.mul(upstream, a));
    };
    const [dx, dForward, dBackward] = tf.grads(loss)([input, ...start]);
    const variables = own.trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = tf.variableGrads(() => loss(input, ...start), variables);
    const dWeights = variables.map(({ name }) => grads[name]);
    return {
      dx: toSequence(dx),
      forward: direction(dForward, dWeights.slice(0, 3)),
      backward: direction(dBackward, dWeights.slice(3)),
    };
  });
}

function direction(dStart: Tensor, dWeights: Tensor[]): Own {
  const { Wax, Waa, ba } = fromSimpleRnnWeights(dWeights);
  return { da0: toMatrix(dStart), dWax: Wax, dWaa: Waa, dba: ba };
}

/** What a forward pass leaves, and a random da<t> for every real step: nothing comes from padding. */
function drawUnrolled(
  random: Random,
  layer: Bidirectional,
  sizes: { n_x: number; m: number; T: number },
  lengths = Array<number>(sizes.m).fill(sizes.T),
): Args {
  const [x, { forward, backward }, parameters] = draw(random, layer, sizes);
  const start = { forward: { a: forward }, backward: { a: backward } };
  const { a, unrolled } = bidirectionalForward(rnnCell, x, start, parameters, lengths);
  const da = a.map((at, t) => {
    const dat = random.normalMatrix(at.rows, at.cols);
    return selectByLength(t + 1, lengths, dat, scale(dat, 0));
  });
  return [da, unrolled];
}

/** The backward pass by the library's parts, with some of them done otherwise. */
function backward(
  [da, unrolled]: Args,
  {
    turnIn = (lower: Matrix[]) => reverseSequence(lower, unrolled.forward.lengths),
    turnOut = (dx: Matrix[]) => reverseSequence(dx, unrolled.forward.lengths),
    join = (there: Matrix, back: Matrix) => add(there, back),
    exchanged = false,
  } = {},
): Gradients {
  const n_a = da[0].rows / 2;
  const halves = [
    da.map((dat) => sliceRows(dat, 0, n_a)),
    da.map((dat) => sliceRows(dat, n_a, 2 * n_a)),
  ];
  const [upper, lower] = exchanged ? halves.reverse() : halves;
  const { dx, ...ofForward } = rnnBackward(upper, unrolled.forward);
  const { dx: dxBack, ...ofBackward } = rnnBackward(turnIn(lower), unrolled.backward);
  const turned = turnOut(dxBack);
  return {
    dx: dx.map((dxt, t) => join(dxt, turned[t])),
    forward: ofForward,
    backward: ofBackward,
  };
}
