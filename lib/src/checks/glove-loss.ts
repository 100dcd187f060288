import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { GloveGradients, GloveParameters } from '../embeddings/glove';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { mapTensors } from '../tensor/tensors';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

/** Word i occurs with word j, x times. */
interface Entry {
  readonly i: number;
  readonly j: number;
  readonly x: number;
}
type MeanSquaredError = typeof tf.losses.meanSquaredError;
type Args = [entries: Entry[], parameters: GloveParameters, xMax: number, alpha: number];
type LossAndGradients = { loss: number; gradients: GloveGradients };

export const gloveLossExercise: Exercise<MeanSquaredError, Args, LossAndGradients> = {
  id: 'glove-loss',
  lesson: '17-skip-gram-and-glove',
  functionName: 'gloveLoss',
  argumentNames: ['entries', 'parameters', 'xMax', 'alpha'],
  resultName: 'result',
  allowed: [
    'Matrix',
    'add',
    'addEmbeddingGradient',
    'embeddingForward',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'scale',
    'sliceColumns',
    'subtract',
    'sumColumns',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers: () => tf.losses.meanSquaredError,
  oracle(meanSquaredError, entries, { W, Wtilde, b, btilde }, xMax, alpha) {
    const wanted = tf.losses.meanSquaredError;
    requireFunction(meanSquaredError, wanted, 'tf.losses.meanSquaredError');
    const is = entries.map(({ i }) => i);
    const js = entries.map(({ j }) => j);
    const x = tf.tensor1d(entries.map((entry) => entry.x));
    const f = tf.pow(tf.minimum(tf.div(x, xMax), 1), alpha);
    // Rows are words here: tensors stand transposed. The biases are [1, V].
    const loss = (...[w, wtilde, rows, cols]: Tensor[]): Scalar => {
      const product = tf.sum(tf.mul(tf.gather(w, is), tf.gather(wtilde, js)), 1);
      const biases = tf.add(tf.gather(rows, is, 1), tf.gather(cols, js, 1));
      const prediction = tf.add(product, tf.squeeze(biases, [0]));
      return meanSquaredError<Tensor, Scalar>(tf.log(x), prediction, f, tf.Reduction.SUM);
    };
    const { value, grads } = tf.valueAndGrads(loss)([W, Wtilde, b, btilde].map(toTensor));
    const [dW, dWtilde, db, dbtilde] = grads.map(toMatrix);
    return { loss: value.dataSync()[0], gradients: { dW, dWtilde, db, dbtilde } };
  },
  checks: [
    {
      id: 'different-words',
      title: 'one entry, or several that share no word',
      points: 2,
      cases: (random) => [draw(random, 1), draw(random, 4)],
    },
    {
      id: 'repeated-words',
      title: 'words that come in several entries; a word with itself',
      points: 1,
      cases(random) {
        const [[first, second, third], parameters, xMax, alpha] = draw(random, 3);
        const more = [
          { ...second, i: first.i },
          { ...third, j: first.j },
          { ...third, i: first.j, j: first.i },
          { ...second, j: second.i },
        ];
        return [[[first, second, third, ...more], parameters, xMax, alpha]];
      },
    },
    {
      id: 'weights',
      title: 'entries beyond xMax, and another xMax and alpha',
      points: 1,
      cases(random) {
        const [entries, parameters] = draw(random, 3);
        const beyond = entries.map((entry, n) => (n === 0 ? entry : { ...entry, x: n * 130.5 }));
        return [
          [beyond, parameters, 100, 0.75],
          [entries.map((entry) => ({ ...entry, x: entry.x / 20 })), parameters, 10, 0.5],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'the factor 2 of the derivative of a square is missing',
      result: (...args) => scaled(right(...args), 0.5, 1),
    },
    {
      when: 'the gradients have the wrong sign',
      result: (...args) => scaled(right(...args), -1, 1),
    },
    {
      when: 'the weight f is left out: every entry counts the same',
      result: (entries, parameters) => weighted(entries, parameters, () => 1),
    },
    {
      when: 'f goes on growing beyond xMax, where it should stay at 1',
      result: (entries, parameters, xMax, alpha) =>
        weighted(entries, parameters, (x) => (x / xMax) ** alpha),
    },
    {
      when: 'f is squared with the difference',
      result: (entries, parameters, xMax, alpha) =>
        weighted(entries, parameters, (x) => Math.min(1, x / xMax) ** (2 * alpha)),
    },
    {
      when: 'f is squared with the difference in the loss, though not in the gradients',
      result: (entries, parameters, xMax, alpha) => ({
        ...right(entries, parameters, xMax, alpha),
        loss: weighted(entries, parameters, (x) => weightOf(xMax, alpha)(x) ** 2).loss,
      }),
    },
    {
      when: 'the weight f is left out of the gradients',
      result: (entries, parameters, xMax, alpha) => ({
        ...weighted(entries, parameters, () => 1),
        loss: right(entries, parameters, xMax, alpha).loss,
      }),
    },
    {
      when: 'xMax and alpha have no effect: they are always 100 and 0.75',
      result: (entries, parameters) => right(entries, parameters, 100, 0.75),
    },
    {
      when: 'the weight lacks its power alpha',
      result: (entries, parameters, xMax) => right(entries, parameters, xMax, 1),
    },
    {
      when: 'the count itself is predicted instead of its logarithm',
      result: (entries, parameters, xMax, alpha) =>
        weighted(entries, parameters, weightOf(xMax, alpha), { aim: (x) => x }),
    },
    {
      when: 'the logarithm is taken of 1 + x',
      result: (entries, parameters, xMax, alpha) =>
        weighted(entries, parameters, weightOf(xMax, alpha), { aim: Math.log1p }),
    },
    {
      when: 'the biases are left out of the difference',
      result: (entries, { b, btilde, ...rest }, xMax, alpha) =>
        right(entries, { ...rest, b: scale(b, 0), btilde: scale(btilde, 0) }, xMax, alpha),
    },
    {
      when: 'i and j are exchanged',
      result: (entries, parameters, xMax, alpha) =>
        right(
          entries.map(({ i, j, x }) => ({ i: j, j: i, x })),
          parameters,
          xMax,
          alpha,
        ),
    },
    {
      when: 'a word that comes again loses its earlier gradients (= where += is needed)',
      result: (entries, parameters, xMax, alpha) =>
        weighted(entries, parameters, weightOf(xMax, alpha), { put: (_, term) => term }),
    },
    {
      when: 'the loss is the mean over the entries instead of their sum',
      result: (...args) => scaled(right(...args), 1 / args[0].length),
    },
    {
      when: 'the loss is the mean over the entries, while the gradients are those of the sum',
      result: (...args) => scaled(right(...args), 1, 1 / args[0].length),
    },
  ],
};

/** Entries below 100 of which no two share a word. */
function draw(random: Random, count: number): Args {
  const V = random.integer(8, 11);
  const n_e = random.integer(2, 7);
  const words = random.shuffle(Array.from({ length: V }, (_, word) => word));
  const entries = Array.from({ length: count }, (_, n) => ({
    i: words[2 * n],
    j: words[2 * n + 1],
    x: 2 + 90 * random.uniform(),
  }));
  const parameters = {
    W: random.normalMatrix(n_e, V),
    Wtilde: random.normalMatrix(n_e, V),
    b: random.normalMatrix(V, 1),
    btilde: random.normalMatrix(V, 1),
  };
  return [entries, parameters, 100, 0.75];
}

function right(...[entries, parameters, xMax, alpha]: Args): LossAndGradients {
  return weighted(entries, parameters, weightOf(xMax, alpha));
}

function weightOf(xMax: number, alpha: number): (x: number) => number {
  return (x) => Math.min(1, x / xMax) ** alpha;
}

/** With any weights, any number in the place of log X, and gradients put together by `put`. */
function weighted(
  entries: readonly Entry[],
  { W, Wtilde, b, btilde }: GloveParameters,
  weight: (x: number) => number,
  {
    aim = Math.log,
    put = (before, term) => before + term,
  }: { aim?: (x: number) => number; put?: (before: number, term: number) => number } = {},
): LossAndGradients {
  const zeros = ({ rows, cols }: Matrix) => Matrix.zeros(rows, cols);
  const gradients = { dW: zeros(W), dWtilde: zeros(Wtilde), db: zeros(b), dbtilde: zeros(btilde) };
  const { dW, dWtilde, db, dbtilde } = gradients;
  let loss = 0;
  for (const { i, j, x } of entries) {
    let difference = b.get(i, 0) + btilde.get(j, 0) - aim(x);
    for (let k = 0; k < W.rows; k++) difference += W.get(k, i) * Wtilde.get(k, j);
    loss += weight(x) * difference ** 2;
    const d = 2 * weight(x) * difference;
    for (let k = 0; k < W.rows; k++) {
      dW.set(k, i, put(dW.get(k, i), d * Wtilde.get(k, j)));
      dWtilde.set(k, j, put(dWtilde.get(k, j), d * W.get(k, i)));
    }
    db.set(i, 0, put(db.get(i, 0), d));
    dbtilde.set(j, 0, put(dbtilde.get(j, 0), d));
  }
  return { loss, gradients };
}

function scaled({ loss, gradients }: LossAndGradients, factor: number, ofLoss = factor) {
  return {
    loss: loss * ofLoss,
    gradients: mapTensors(gradients, (gradient) => scale(gradient, factor)),
  };
}
