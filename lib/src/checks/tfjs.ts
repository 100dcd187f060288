/**
 * The one place where the lecture's notation meets that of tf.js. The lecture's x<t> is
 * `[n_x, m]`, a column an example, and its weights are `[n_out, n_in]`; in tf.js a batch is
 * `[m, T, n_x]`, a row an example, and a kernel is `[n_in, n_out]`. So everything is transposed.
 */
import type * as tfjs from '@tensorflow/tfjs';
import type { DenseParameters } from '../networks/dense';
import type { GruParameters } from '../cells/gru';
import type { LstmParameters } from '../cells/lstm';
import type { RnnParameters } from '../cells/rnn';
import { Matrix } from '../tensor/matrix';
import { hstack, scale, sliceColumns, sliceRows, transpose, vstack } from '../tensor/operations';
import { describe } from './compare';

/** tf.js: on the native TensorFlow library where set-up could get it, else in plain JavaScript. */
export const tf: typeof tfjs = loadTensorFlow();

function loadTensorFlow(): typeof tfjs {
  // TensorFlow greets on stderr about the processor's instructions; only errors concern a learner.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  // Its oneDNN kernels announce themselves all the same, and add in an order that may vary.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  replaceIsNullOrUndefined();
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- may fail, and then is replaced
    return require('@tensorflow/tfjs-node') as typeof tfjs;
  } catch (error) {
    const plain = loadPlainTensorFlow();
    const [reason] = String(error).split('\n');
    console.warn(
      'tf.js runs in plain JavaScript, about 25 times slower at training, because its native ' +
        `library could not be loaded (${reason}). In the course, \`npx unrolled doctor\` says how ` +
        'to mend this; elsewhere, `npm install @tensorflow/tfjs-node`.',
    );
    return plain;
  }
}

/** The same module on another backend. */
function loadPlainTensorFlow(): typeof tfjs {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- may be missing too
    return require('@tensorflow/tfjs') as typeof tfjs;
  } catch (error) {
    throw new Error(
      'unrolled/checks compares with tf.js, which could not be loaded: `npm install ' +
        '@tensorflow/tfjs-node`, or @tensorflow/tfjs, which is slower and all JavaScript. In the ' +
        'course, `npm run setup` does it.',
      { cause: error },
    );
  }
}

/** tfjs-node 4.22 calls a function that Node 22 complains of and Node 23 took away. */
function replaceIsNullOrUndefined(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be read-only
  const util = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined = (value) => value === null || value === undefined;
}

/** `[n, m]` to a tensor `[m, n]`. */
export function toTensor(matrix: Matrix): tfjs.Tensor2D {
  return tf.tensor2d(Float32Array.from(transpose(matrix).data), [matrix.cols, matrix.rows]);
}

/** A tensor `[m, n]` to a Matrix `[n, m]`. */
export function toMatrix(tensor: tfjs.Tensor): Matrix {
  const [rows, cols] = tensor.shape;
  return transpose(new Matrix(rows, cols, Float64Array.from(tensor.dataSync())));
}

/** x<1> … x<T>, `[n_x, m]` each, to a tensor `[m, T, n_x]`. */
export function toSequenceTensor(x: readonly Matrix[]): tfjs.Tensor3D {
  return tf.stack(x.map(toTensor), 1) as tfjs.Tensor3D;
}

/** A tensor `[m, T, n]` to T matrices `[n, m]`. */
export function toSequence(tensor: tfjs.Tensor): Matrix[] {
  return tf.unstack(tensor, 1).map(toMatrix);
}

/** A bias `[n, 1]` to a tensor `[n]`. */
function toBias(matrix: Matrix): tfjs.Tensor1D {
  return tf.tensor1d(Float32Array.from(matrix.data));
}

/** Which steps are real, `[m, T]`: true up to each example's length. */
export function toMask(lengths: readonly number[], T: number): tfjs.Tensor2D {
  const rows = lengths.map((length) => Array.from({ length: T }, (_, t) => t < length));
  return tf.tensor2d(rows, [lengths.length, T], 'bool');
}

/** In the order of `tf.layers.simpleRNN(…).setWeights`: kernel, recurrent kernel, bias. */
export function toSimpleRnnWeights({ Wax, Waa, ba }: RnnParameters): tfjs.Tensor[] {
  return [toTensor(Wax), toTensor(Waa), toBias(ba)];
}

/**
 * The parameters of a built `tf.layers.simpleRNN`, in the lecture's notation.
 * @throws RangeError where a tensor is missing or of another shape
 */
export function fromSimpleRnnWeights(weights: readonly tfjs.Tensor[]): RnnParameters {
  const { Wx, Wa, b } = fromRecurrentWeights(weights, 1);
  return { Wax: Wx, Waa: Wa, ba: b };
}

/** One gate of a GRU or LSTM: W `[n_a, n_a + n_x]` for [a<t-1>, x<t>] stacked, b `[n_a, 1]`. */
interface Gate {
  readonly W: Matrix;
  readonly b: Matrix;
}

/** tf.js keeps the gates' blocks side by side, apart for x<t> and for a<t-1>. */
function toGateWeights(gates: readonly [Gate, ...Gate[]]): tfjs.Tensor[] {
  const n_a = gates[0].b.rows;
  const stack = (part: (gate: Gate) => Matrix) => {
    const [first, ...rest] = gates.map(part);
    return vstack(first, ...rest);
  };
  return [
    toTensor(stack(({ W }) => sliceColumns(W, n_a, W.cols))),
    toTensor(stack(({ W }) => sliceColumns(W, 0, n_a))),
    toBias(stack(({ b }) => b)),
  ];
}

/** The gates of {@link toGateWeights}, in the same order. */
function fromGateWeights(weights: readonly tfjs.Tensor[], gates: number): Gate[] {
  const { Wx, Wa, b } = fromRecurrentWeights(weights, gates);
  const n_a = Wa.cols;
  return Array.from({ length: gates }, (_, gate) => {
    const block = (matrix: Matrix) => sliceRows(matrix, gate * n_a, (gate + 1) * n_a);
    return { W: hstack(block(Wa), block(Wx)), b: block(b) };
  });
}

/**
 * The kernel, recurrent kernel and bias of a recurrent layer, transposed.
 * @param blocks how many blocks of n_a columns stand side by side in each
 * @throws RangeError that names the first of them that has another shape
 */
function fromRecurrentWeights(
  weights: readonly tfjs.Tensor[],
  blocks: number,
): { Wx: Matrix; Wa: Matrix; b: Matrix } {
  if (weights.length !== 3) {
    throw new RangeError(
      `weights has ${weights.length} tensors, but must be kernel, recurrent kernel and bias`,
    );
  }
  const [kernel, recurrentKernel, bias] = weights;
  const n_a = recurrentKernel.shape[0];
  for (const [name, { shape }, wanted] of [
    ['kernel', kernel, [kernel.shape[0], blocks * n_a]],
    ['recurrent kernel', recurrentKernel, [n_a, blocks * n_a]],
    ['bias', bias, [blocks * n_a]],
  ] as const) {
    if (shape.join() === wanted.join()) continue;
    throw new RangeError(
      `the ${name} is [${shape.join(', ')}], but for ${n_a} units must be [${wanted.join(', ')}]`,
    );
  }
  return {
    Wx: toMatrix(kernel),
    Wa: toMatrix(recurrentKernel),
    b: toMatrix(bias.reshape([1, -1])),
  };
}

/**
 * In the order of `tf.layers.gru(…).setWeights`, gates z, r, h. Its z weighs the *old* state, so
 * that z = 1 − Γ_u = σ(−z_u), and the update gate's weights and bias change their sign. The layer
 * must have `recurrentActivation: 'sigmoid'`, which is not its default.
 */
export function toGruWeights({ Wu, bu, Wr, br, Wc, bc }: GruParameters): tfjs.Tensor[] {
  return toGateWeights([
    { W: scale(Wu, -1), b: scale(bu, -1) },
    { W: Wr, b: br },
    { W: Wc, b: bc },
  ]);
}

/**
 * The parameters of a built `tf.layers.gru`, in the lecture's notation. Gradients by its weights
 * become gradients by the lecture's the same way: dWu = −dW_z.
 * @throws RangeError where a tensor is missing or of another shape
 */
export function fromGruWeights(weights: readonly tfjs.Tensor[]): GruParameters {
  const [z, r, h] = fromGateWeights(weights, 3);
  return {
    Wu: scale(z.W, -1),
    bu: scale(z.b, -1),
    Wr: r.W,
    br: r.b,
    Wc: h.W,
    bc: h.b,
  };
}

/**
 * In the order of `tf.layers.lstm(…).setWeights`, gates i, f, c̃, o, of which i is Γ_u. The layer
 * must have `recurrentActivation: 'sigmoid'`, which is not its default.
 */
export function toLstmWeights({ Wu, bu, Wf, bf, Wo, bo, Wc, bc }: LstmParameters): tfjs.Tensor[] {
  return toGateWeights([
    { W: Wu, b: bu },
    { W: Wf, b: bf },
    { W: Wc, b: bc },
    { W: Wo, b: bo },
  ]);
}

/**
 * The parameters (or gradients) of a built `tf.layers.lstm`, in the lecture's notation.
 * @throws RangeError where a tensor is missing or of another shape
 */
export function fromLstmWeights(weights: readonly tfjs.Tensor[]): LstmParameters {
  const [i, f, c, o] = fromGateWeights(weights, 4);
  return { Wu: i.W, bu: i.b, Wf: f.W, bf: f.b, Wo: o.W, bo: o.b, Wc: c.W, bc: c.b };
}

/** In the order of `tf.layers.dense(…).setWeights`: kernel, bias. */
export function toDenseWeights({ Wya, by }: DenseParameters): tfjs.Tensor[] {
  return [toTensor(Wya), toBias(by)];
}

/** The parameters of a built `tf.layers.dense`, in the lecture's notation. */
export function fromDenseWeights(weights: readonly tfjs.Tensor[]): DenseParameters {
  const [kernel, bias] = weights;
  return { Wya: toMatrix(kernel), by: toMatrix(bias.reshape([1, -1])) };
}

type LayerWithConfig = tfjs.layers.Layer & { getClassName(): string };

/**
 * Runs a copy of a layer with the given weights: the layer in the graded cell stays as it was, and
 * every case can have sizes of its own (a layer once used has its input size fixed).
 */
export function withWeights<L extends tfjs.layers.Layer, R>(
  layer: L,
  inputShape: number[],
  weights: tfjs.Tensor[],
  run: (layer: L) => R,
): R {
  const Class = layer.constructor as unknown as {
    fromConfig(type: unknown, config: tfjs.serialization.ConfigDict): L;
  };
  const copy = Class.fromConfig(Class, layer.getConfig());
  try {
    // A recurrent layer counts as built only once it has been applied to something.
    copy.apply(tf.zeros(inputShape));
    copy.setWeights(weights);
    return run(copy);
  } finally {
    if (copy.built) copy.dispose();
  }
}

/**
 * Makes sure that a graded cell passes the layer that its exercise compares with.
 * @throws TypeError that names the layer and the setting, what was given and what was expected
 */
export function requireLayer(
  layer: unknown,
  className: string,
  settings: Readonly<Record<string, unknown>> = {},
): void {
  if (!(layer instanceof tf.layers.Layer)) {
    throw new TypeError(
      `the oracle must be a tf.js layer of class ${className}, but was given ${describe(layer)}`,
    );
  }
  const given = (layer as LayerWithConfig).getClassName();
  if (given !== className) {
    throw new TypeError(`the oracle must be a tf.js layer of class ${className}, not ${given}`);
  }
  const config = layer.getConfig();
  for (const [name, wanted] of Object.entries(settings)) {
    if (config[name] !== wanted) {
      throw new TypeError(
        `the oracle's setting ${name} must be ${JSON.stringify(wanted)}, but is ${JSON.stringify(config[name])}`,
      );
    }
  }
}

/**
 * Makes sure that a graded cell passes the tf.js function that its exercise compares with.
 * @throws TypeError that names the function
 */
export function requireFunction(given: unknown, wanted: unknown, name: string): void {
  if (given !== wanted) {
    throw new TypeError(`the oracle must be ${name}, but was given ${describe(given)}`);
  }
}

/**
 * The number of units of a layer.
 * @throws TypeError where it is no layer
 */
export function unitsOf(layer: tfjs.layers.Layer): number {
  if (!(layer instanceof tf.layers.Layer)) {
    throw new TypeError(`the oracle must be a tf.js layer, but was given ${describe(layer)}`);
  }
  return layer.getConfig().units as number;
}
