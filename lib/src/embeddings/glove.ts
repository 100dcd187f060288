import { Matrix, shapeOf } from '../tensor/matrix';
import { Random } from '../tensor/random';
import type { Cooccurrences } from './cooccurrence';
import { Embedding } from './embedding';

/**
 * What GloVe learns: two vectors and two biases a word, for the word as row and as column of X.
 * W and Wtilde are `[n_e, V]`, b and btilde `[V, 1]`.
 */
export type GloveParameters = {
  readonly W: Matrix;
  readonly Wtilde: Matrix;
  readonly b: Matrix;
  readonly btilde: Matrix;
};

/** Their gradients. */
export type GloveGradients = {
  readonly dW: Matrix;
  readonly dWtilde: Matrix;
  readonly db: Matrix;
  readonly dbtilde: Matrix;
};

/** How much a co-occurrence counts: f(x) = (x / xMax)^alpha, and 1 from xMax on. */
export interface GloveWeighting {
  readonly xMax?: number;
  readonly alpha?: number;
}

/** f(X_ij) */
function weight(x: number, { xMax = 100, alpha = 0.75 }: GloveWeighting): number {
  return x < xMax ? (x / xMax) ** alpha : 1;
}

/**
 * GloVe's loss over all given entries of X, and its gradients:
 *
 *     J = Σ_ij f(X_ij) (w_i·w̃_j + b_i + b̃_j − log X_ij)²
 *
 * @param X entries of X as they are: none is taken for its mirror image too
 * @throws RangeError where shapes don't fit, a word is not in the vocabulary, or an X_ij is not
 *   positive, so that it has no logarithm
 * @see Pennington, Socher and Manning, *GloVe: Global Vectors for Word Representation* (2014),
 *   equations 8 and 9
 */
export function gloveLoss(
  { rows, cols, counts }: Cooccurrences,
  { W, Wtilde, b, btilde }: GloveParameters,
  weighting: GloveWeighting = {},
): { loss: number; gradients: GloveGradients } {
  const { rows: n_e, cols: V } = W;
  for (const [name, matrix, shape] of [
    ['Wtilde', Wtilde, [n_e, V]],
    ['b', b, [V, 1]],
    ['btilde', btilde, [V, 1]],
  ] as const) {
    if (matrix.rows === shape[0] && matrix.cols === shape[1]) continue;
    throw new RangeError(
      `gloveLoss: ${name} is ${shapeOf(matrix)}, but for W ${shapeOf(W)} it must be ` +
        `[${shape.join(', ')}]`,
    );
  }
  const like = ({ rows, cols, dtype }: Matrix) => Matrix.zeros(rows, cols, dtype);
  const gradients = { dW: like(W), dWtilde: like(Wtilde), db: like(b), dbtilde: like(btilde) };
  let loss = 0;
  for (let n = 0; n < rows.length; n++) {
    const [i, j, x] = [rows[n], cols[n], counts[n]];
    requireEntry('gloveLoss', n, i, j, x, V);
    let product = 0;
    for (let k = 0; k < n_e; k++) product += W.data[k * V + i] * Wtilde.data[k * V + j];
    const difference = product + b.data[i] + btilde.data[j] - Math.log(x);
    const f = weight(x, weighting);
    loss += f * difference ** 2;
    // ∂J/∂w_i = 2 f (…) w̃_j, and so on
    const d = 2 * f * difference;
    for (let k = 0; k < n_e; k++) {
      gradients.dW.data[k * V + i] += d * Wtilde.data[k * V + j];
      gradients.dWtilde.data[k * V + j] += d * W.data[k * V + i];
    }
    gradients.db.data[i] += d;
    gradients.dbtilde.data[j] += d;
  }
  return { loss, gradients };
}

/** How GloVe learns; what is left out is as in GloVe's own program. */
export interface GloveOptions extends GloveWeighting {
  /** n_e */
  readonly dimension?: number;
  readonly epochs?: number;
  /** η of AdaGrad. */
  readonly rate?: number;
  readonly random?: Random;
}

/** How training stands after an epoch. */
export interface GloveProgress {
  /** Counted from 1. */
  readonly epoch: number;
  /** J / number of entries, each entry's part just before it was learned from. */
  readonly loss: number;
}

/** After so many entries the event loop runs. */
const PAUSE_EVERY = 100_000;

/**
 * GloVe, trained by AdaGrad, one entry of X after the other in random order.
 *
 *     const model = new Glove(words, await collectCooccurrences(countCooccurrences(…)));
 *     for await (const { epoch, loss } of model.train()) console.log(epoch, loss);
 *     nearestWords(model.embedding(), 'elizabeth');
 *
 * @see Pennington, Socher and Manning (2014); Duchi, Hazan and Singer, *Adaptive Subgradient Methods
 *   for Online Learning and Stochastic Optimization* (2011)
 */
export class Glove {
  private readonly options: Required<GloveOptions>;
  /** A word's vector and, behind it, its bias, `width` numbers: first all w_i, then all w̃_j. */
  private readonly vectors: Float64Array;
  /** For each of these numbers 1 + the sum of its squared gradients. */
  private readonly squares: Float64Array;
  private readonly width: number;

  /**
   * @param words the vocabulary
   * @param X what occurs together, both ways round
   * @throws RangeError where X is empty, holds words beyond the vocabulary, or counts that are not
   *   positive, or an option is out of range
   */
  constructor(
    private readonly words: readonly string[],
    private readonly X: Cooccurrences,
    options: GloveOptions = {},
  ) {
    const all = { dimension: 100, epochs: 25, rate: 0.05, xMax: 100, alpha: 0.75, ...options };
    this.options = { random: new Random(1), ...all };
    for (const [name, value] of Object.entries({ dimension: all.dimension, epochs: all.epochs })) {
      if (Number.isInteger(value) && value >= 1) continue;
      throw new RangeError(`Glove: ${name} is ${value}, but must be a positive whole number`);
    }
    for (const [name, value] of Object.entries({ rate: all.rate, xMax: all.xMax })) {
      if (!(value > 0)) throw new RangeError(`Glove: ${name} is ${value}, but must be positive`);
    }
    if (X.rows.length === 0) throw new RangeError('Glove: there are no co-occurrences');
    X.rows.forEach((i, n) => requireEntry('Glove', n, i, X.cols[n], X.counts[n], words.length));
    this.width = all.dimension + 1;
    const { random } = this.options;
    this.vectors = Float64Array.from(
      { length: 2 * words.length * this.width },
      () => random.uniform(-0.5, 0.5) / this.width,
    );
    this.squares = new Float64Array(this.vectors.length).fill(1);
  }

  /**
   * Trains through all epochs and reports after each. Every 100,000 entries the event loop runs, so
   * that a notebook can be interrupted; the model stays usable.
   */
  async *train(): AsyncGenerator<GloveProgress, void, void> {
    const { rows, cols, counts } = this.X;
    const V = this.words.length;
    // X_ij and X_ji are entries of their own, numbers 2n and 2n + 1; of X_ii there is only one.
    const entries: number[] = [];
    rows.forEach((i, n) => entries.push(...(i === cols[n] ? [2 * n] : [2 * n, 2 * n + 1])));
    for (let epoch = 1; epoch <= this.options.epochs; epoch++) {
      let loss = 0;
      let done = 0;
      for (const entry of this.options.random.shuffle(entries)) {
        const n = entry >> 1;
        const [i, j] = entry % 2 === 0 ? [rows[n], cols[n]] : [cols[n], rows[n]];
        loss += this.step(i * this.width, (V + j) * this.width, counts[n]);
        if (++done % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      yield { epoch, loss: loss / entries.length };
    }
  }

  /** Each word's w + w̃, as they are now, `[n_e, V]`: the two mean the same, X being symmetric. */
  embedding(): Embedding {
    const V = this.words.length;
    const E = Matrix.zeros(this.options.dimension, V);
    for (let j = 0; j < V; j++) {
      for (let i = 0; i < E.rows; i++) {
        E.data[i * V + j] =
          this.vectors[j * this.width + i] + this.vectors[(V + j) * this.width + i];
      }
    }
    return new Embedding(this.words, E);
  }

  /**
   * One step of AdaGrad on an entry's part of J / 2: θ ← θ − η g / √G, G ← G + g². Halving J takes the
   * 2 out of the gradients, which is how GloVe's own rate is meant.
   * @param w where w_i begins in vectors
   * @param v where w̃_j begins
   */
  private step(w: number, v: number, x: number): number {
    const { vectors, squares, width } = this;
    const last = width - 1;
    let difference = vectors[w + last] + vectors[v + last] - Math.log(x);
    for (let k = 0; k < last; k++) difference += vectors[w + k] * vectors[v + k];
    const f = weight(x, this.options);
    const d = f * difference;
    const { rate } = this.options;
    for (let k = 0; k < width; k++) {
      // The last numbers are the biases, which nothing is multiplied by.
      const gw = k < last ? d * vectors[v + k] : d;
      const gv = k < last ? d * vectors[w + k] : d;
      vectors[w + k] -= (rate * gw) / Math.sqrt(squares[w + k]);
      vectors[v + k] -= (rate * gv) / Math.sqrt(squares[v + k]);
      squares[w + k] += gw * gw;
      squares[v + k] += gv * gv;
    }
    return f * difference ** 2;
  }
}

function requireEntry(who: string, n: number, i: number, j: number, x: number, V: number): void {
  for (const [name, word] of [
    ['rows', i],
    ['cols', j],
  ] as const) {
    if (Number.isInteger(word) && word >= 0 && word < V) continue;
    throw new RangeError(`${who}: ${name}[${n}] is ${word}, but must be from 0 to ${V - 1}`);
  }
  if (!(x > 0 && x < Infinity)) {
    throw new RangeError(`${who}: counts[${n}] is ${x}, but must be positive, to have a logarithm`);
  }
}
