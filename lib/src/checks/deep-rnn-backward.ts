import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { rnnCell, type RnnCache } from '../cells/rnn';
import { deepForward } from '../networks/deep';
import { unidirectional } from '../networks/layer';
import { rnnBackward } from '../networks/rnn';
import type { Unrolled } from '../networks/unroll';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import {
  drawDeep,
  drawSimpleRnns,
  drawSizes,
  requireSimpleRnns,
  type SimpleRnns,
} from './deep-rnn-forward';
import { float32Tolerance, raggedLengths } from './draw';
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
type Args = [da: Matrix[], unrolled: UnrolledRnn[]];
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };
type Gradients = { dx: Matrix[]; layers: Own[] };

export const deepRnnBackwardExercise: Exercise<SimpleRnns, Args, Gradients> = {
  id: 'deep-rnn-backward',
  lesson: '11-deep-rnns',
  functionName: 'deepRnnBackward',
  argumentNames: ['da', 'unrolled'],
  resultName: 'gradients',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'map',
    'matmul',
    'rnnBackward',
    'rnnCellBackward',
    'scale',
    'subtract',
    'sumColumns',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: drawSimpleRnns,
  oracle(layers, da, unrolled) {
    requireSimpleRnns(layers);
    const own = unrolled.map(({ caches }) => sequenceOf(caches));
    return gradients(layers, da, {
      x: own[0].x,
      lengths: unrolled[0].lengths!,
      starts: own.map(({ a0 }) => toTensor(a0)),
      weights: own.map(({ parameters }) => toSimpleRnnWeights(parameters)),
    });
  },
  checks: [
    {
      id: 'one-length',
      title: 'sequences of one length',
      points: 2,
      cases(random, layers) {
        const sizes = drawSizes(random, layers);
        return [
          drawUnrolled(random, layers, sizes),
          drawUnrolled(random, layers, { ...sizes, m: 1 }),
          drawUnrolled(random, layers, { ...sizes, T: 1 }),
          drawUnrolled(random, layers.slice(0, 1), sizes),
        ];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 1,
      cases(random, layers) {
        const sizes = drawSizes(random, layers);
        return [drawUnrolled(random, layers, sizes, raggedLengths(random, sizes.m, sizes.T))];
      },
    },
  ],
  mistakes: [
    {
      when: 'the layers are listed from the top down, as they were walked through',
      result: (da, unrolled) => {
        const { dx, layers } = backward(da, unrolled);
        return { dx, layers: layers.reverse() };
      },
    },
    {
      when: 'dx is that of the top layer: what goes down to the layer below it',
      result: (da, unrolled) => ({
        ...backward(da, unrolled),
        dx: rnnBackward(da, unrolled[unrolled.length - 1]).dx,
      }),
    },
    {
      when: 'what goes down to the layer below stands last step first',
      result: (da, unrolled) => backward(da, unrolled, (dx) => dx.toReversed()),
    },
    {
      when: 'only the last step’s gradient goes down to the layer below',
      result: (da, unrolled) =>
        backward(da, unrolled, (dx) => dx.map((dxt, t) => scale(dxt, Number(t === dx.length - 1)))),
    },
    {
      when: 'no gradient goes down: every layer below the top gets zeros',
      result: (da, unrolled) => backward(da, unrolled, (dx) => dx.map((dxt) => scale(dxt, 0))),
    },
  ],
};

/**
 * The gradients that tf.js finds for Σ_t Σ da<t> ∗ a<t> of the top layer, whose derivative by a<t> is
 * da<t>.
 * @param sequence what the lowest layer reads, and each layer's start and weights
 */
function gradients(
  layers: SimpleRnns,
  da: readonly Matrix[],
  sequence: {
    readonly x: readonly Matrix[];
    readonly lengths: readonly number[];
    readonly starts: readonly Tensor[];
    readonly weights: readonly Tensor[][];
  },
): Gradients {
  const { x, lengths, starts, weights } = sequence;
  if (x.length === 1) {
    // tf.js 4.22 fails on the gradient of a sequence of one step (Unpack_grad): padding follows.
    const two = { ...sequence, x: [x[0], x[0]] };
    const { dx, ...rest } = gradients(layers, [da[0], scale(da[0], 0)], two);
    return { dx: [dx[0]], ...rest };
  }
  const input = toSequenceTensor(x);
  const upstream = toSequenceTensor(da);
  const mask = toMask(lengths, x.length);
  return withAll(layers, input.shape, weights, (own) => {
    const loss = (xs: Tensor, ...initial: Tensor[]): Scalar => {
      const top = own.reduce(
        (below, layer, l) => layer.apply(below, { initialState: [initial[l]], mask }) as Tensor,
        xs,
      );
      return tf.sum(tf.mul(upstream, top));
    };
    const [dx, ...dStarts] = tf.grads(loss)([input, ...starts]);
    const variables = own.map((layer) =>
      layer.trainableWeights.map((weight) => weight.read() as Variable),
    );
    const { grads } = tf.variableGrads(() => loss(input, ...starts), variables.flat());
    return {
      dx: toSequence(dx),
      layers: variables.map((ofLayer, l) => {
        const { Wax, Waa, ba } = fromSimpleRnnWeights(ofLayer.map(({ name }) => grads[name]));
        return { da0: toMatrix(dStarts[l]), dWax: Wax, dWaa: Waa, dba: ba };
      }),
    };
  });
}

/** Runs copies of stacked layers, each with its own of the given weights. */
function withAll<R>(
  layers: SimpleRnns,
  inputShape: number[],
  weights: readonly Tensor[][],
  run: (layers: SimpleRnns) => R,
): R {
  const [own, ...others] = weights;
  return withWeights(layers[0], inputShape, own, (layer) => {
    if (others.length === 0) return run([layer]);
    const outputShape = layer.computeOutputShape(inputShape) as number[];
    return withAll(layers.slice(1), outputShape, others, (above) => run([layer, ...above]));
  });
}

/** What a forward pass leaves, and a random da<t> for every step, those in the padding included. */
function drawUnrolled(
  random: Random,
  layers: SimpleRnns,
  sizes: { n_x: number; m: number; T: number },
  lengths = Array<number>(sizes.m).fill(sizes.T),
): Args {
  const [x, a0, parameters] = drawDeep(random, layers, sizes);
  const starts = a0.map((a) => ({ a }));
  const { a, memories } = deepForward(unidirectional(rnnCell), x, starts, parameters, lengths);
  return [a.map((at) => random.normalMatrix(at.rows, at.cols)), memories];
}

/** The way back by the library's parts; `down` is what a layer hands to the one below. */
function backward(
  da: Matrix[],
  unrolled: UnrolledRnn[],
  down: (dx: Matrix[]) => Matrix[] = (dx) => dx,
): Gradients {
  const layers: Own[] = [];
  let above = da;
  let dxOfLowest = da;
  for (let l = unrolled.length - 1; l >= 0; l--) {
    const { dx, ...own } = rnnBackward(above, unrolled[l]);
    layers.unshift(own);
    dxOfLowest = dx;
    above = down(dx);
  }
  return { dx: dxOfLowest, layers };
}
