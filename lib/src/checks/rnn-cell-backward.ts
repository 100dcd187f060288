import { rnnCellBackward, rnnCellForward, type RnnCache, type RnnParameters } from '../cells/rnn';
import { sigmoidBackward, tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed } from '../tensor/matmul';
import type { Matrix } from '../tensor/matrix';
import { scale, subtract, sumColumns, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { recurrentGradients } from './recurrent-gradients';
import { cellChecks, drawRnnParameters } from './rnn-cell-forward';
import { sequenceLossExercise } from './sequence-loss';
import { fromSimpleRnnWeights, requireLayer, tf, toSimpleRnnWeights } from './tfjs';

export type SimpleRnn = ReturnType<typeof tf.layers.simpleRNN>;
type Args = [dat: Matrix, cache: RnnCache];
type Gradients = { dxt: Matrix; daPrev: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

/** The gradients that tf.js finds for a sequence; see {@link recurrentGradients}. */
export function simpleRnnGradients(
  layer: SimpleRnn,
  da: readonly Matrix[],
  { x, a0, parameters }: { x: readonly Matrix[]; a0: Matrix; parameters: RnnParameters },
  lengths?: readonly number[],
): { dx: Matrix[]; da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix } {
  requireLayer(layer, 'SimpleRNN', { activation: 'tanh', useBias: true, returnSequences: true });
  const weights = toSimpleRnnWeights(parameters);
  const { dx, dStart, dParameters } = recurrentGradients(
    layer,
    da,
    { x, start: a0, weights, fromWeights: fromSimpleRnnWeights },
    lengths,
  );
  const { Wax, Waa, ba } = dParameters;
  return { dx, da0: dStart, dWax: Wax, dWaa: Waa, dba: ba };
}

export const rnnCellBackwardExercise: Exercise<SimpleRnn, Args, Gradients> = {
  id: 'rnn-cell-backward',
  lesson: '03-backpropagation-through-time',
  functionName: 'rnnCellBackward',
  argumentNames: ['dat', 'cache'],
  resultName: 'gradients',
  allowed: sequenceLossExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
  oracle(layer, dat, { xt, aPrev, parameters }) {
    // One step is a sequence of length 1, whose a<0> is a<t-1>.
    const sequence = { x: [xt], a0: aPrev, parameters };
    const { dx, da0, ...rest } = simpleRnnGradients(layer, [dat], sequence);
    return { dxt: dx[0], daPrev: da0, ...rest };
  },
  checks: cellChecks(3, 1, draw),
  mistakes: [
    {
      when: "tanh's derivative 1 − a² is left out, so that dz is dat itself",
      result: (dat, cache) => gradientsFrom(dat, cache),
    },
    {
      when: "tanh's derivative is written 1 − a instead of 1 − a²",
      result: (dat, cache) =>
        gradientsFrom(
          times(dat, cache.at, (a) => 1 - a),
          cache,
        ),
    },
    {
      when: "tanh's derivative is 1 − tanh²(a), the tanh having been taken twice",
      result: (dat, cache) => gradientsFrom(tanhBackward(dat, tanh(cache.at)), cache),
    },
    {
      when: "sigmoid's derivative a (1 − a) is used instead of tanh's",
      result: (dat, cache) => gradientsFrom(sigmoidBackward(dat, cache.at), cache),
    },
    {
      when: 'dat is multiplied by a² instead of 1 − a²',
      result: (dat, cache) => gradientsFrom(subtract(dat, tanhBackward(dat, cache.at)), cache),
    },
    {
      when: 'Waa is not transposed on the way back to a<t-1>',
      result: (dat, cache) => ({
        ...rnnCellBackward(dat, cache),
        daPrev: matmul(cache.parameters.Waa, tanhBackward(dat, cache.at)),
      }),
    },
    {
      when: 'dWaa is made with a<t> instead of a<t-1>',
      result: (dat, cache) => ({
        ...rnnCellBackward(dat, cache),
        dWaa: matmulTransposed(tanhBackward(dat, cache.at), cache.at),
      }),
    },
    {
      when: 'dWaa is transposed',
      result(dat, cache) {
        const gradients = rnnCellBackward(dat, cache);
        return { ...gradients, dWaa: transpose(gradients.dWaa) };
      },
    },
    {
      when: 'dba is made from dat instead of dz',
      result: (dat, cache) => ({ ...rnnCellBackward(dat, cache), dba: sumColumns(dat) }),
    },
    {
      when: 'the parameters’ gradients are divided by m: dat holds the 1/m already',
      result(dat, cache) {
        const { dxt, daPrev, dWax, dWaa, dba } = rnnCellBackward(dat, cache);
        const mean = (gradient: Matrix) => scale(gradient, 1 / dat.cols);
        return { dxt, daPrev, dWax: mean(dWax), dWaa: mean(dWaa), dba: mean(dba) };
      },
    },
  ],
};

/** One forward step's cache. The state before it is one that tanh can give. */
function draw(random: Random, n_x: number, n_a: number, m: number): Args {
  const parameters = drawRnnParameters(random, n_x, n_a);
  const aPrev = tanh(random.normalMatrix(n_a, m));
  const { cache } = rnnCellForward(random.normalMatrix(n_x, m), aPrev, parameters);
  return [random.normalMatrix(n_a, m), cache];
}

/** The gradients that follow from a dz, right or wrong. */
function gradientsFrom(dz: Matrix, cache: RnnCache): Gradients {
  return rnnCellBackward(dz, { ...cache, at: scale(cache.at, 0) });
}

function times(dat: Matrix, at: Matrix, derivative: (a: number) => number): Matrix {
  const dz = dat.clone();
  for (let k = 0; k < dz.data.length; k++) dz.data[k] *= derivative(at.data[k]);
  return dz;
}
