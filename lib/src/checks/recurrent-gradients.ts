import type { layers, Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import { tf, toMask, toMatrix, toSequence, toSequenceTensor, toTensor, withWeights } from './tfjs';

/**
 * The gradients that tf.js finds for Σ_t Σ da<t> ∗ a<t>, whose derivative by a<t> is da<t>: just as
 * if a loss further on had sent these da<t> back.
 *
 * @param layer a recurrent layer with one state and `returnSequences`
 * @param da for each step, `[n_a, m]`
 * @param sequence what the layer reads, and with which weights
 * @param sequence.start a<0>, `[n_a, m]`
 * @param sequence.weights as the layer's `setWeights` takes them
 * @param sequence.fromWeights brings them, and so their gradients, into the lecture's notation
 */
export function recurrentGradients<Parameters>(
  layer: layers.RNN,
  da: readonly Matrix[],
  sequence: {
    readonly x: readonly Matrix[];
    readonly start: Matrix;
    readonly weights: Tensor[];
    readonly fromWeights: (weights: readonly Tensor[]) => Parameters;
  },
  lengths?: readonly number[],
): { dx: Matrix[]; dStart: Matrix; dParameters: Parameters } {
  const { x, start, weights, fromWeights } = sequence;
  if (x.length === 1) {
    // tf.js 4.22 fails on the gradient of a sequence of one step (Unpack_grad). So another step
    // follows it, from which no gradient comes.
    const two = { ...sequence, x: [x[0], x[0]] };
    const { dx, ...rest } = recurrentGradients(layer, [da[0], scale(da[0], 0)], two, lengths);
    return { dx: [dx[0]], ...rest };
  }
  const input = toSequenceTensor(x);
  const upstream = toSequenceTensor(da);
  const mask = lengths && toMask(lengths, x.length);
  return withWeights(layer, input.shape, weights, (rnn) => {
    const loss = (xs: Tensor, initial: Tensor): Scalar => {
      const a = rnn.apply(xs, { initialState: [initial], mask }) as Tensor;
      return tf.sum(tf.mul(upstream, a));
    };
    const [dx, dStart] = tf.grads(loss)([input, toTensor(start)]);
    const variables = rnn.trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = tf.variableGrads(() => loss(input, toTensor(start)), variables);
    return {
      dx: toSequence(dx),
      dStart: toMatrix(dStart),
      dParameters: fromWeights(variables.map(({ name }) => grads[name])),
    };
  });
}
