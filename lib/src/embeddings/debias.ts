import { matmul, transposedMatmul } from '../tensor/matmul';
import { Matrix, shapeOf } from '../tensor/matrix';
import { add, scale, subtract } from '../tensor/operations';
import { pca } from '../tensor/pca';
import { type Embedding, unitColumns } from './embedding';

/**
 * The axis along which pairs such as (woman, man) differ, a unit vector from the second words to the
 * first: the main direction of the pairs' unit vectors about each pair's own middle.
 *
 * @returns `[n_e, 1]`
 * @throws RangeError where there are no pairs, a word is unknown, or no pair differs
 * @see Bolukbasi, Chang, Zou, Saligrama and Kalai, *Man is to Computer Programmer as Woman is to
 *   Homemaker? Debiasing Word Embeddings* (2016)
 */
export function biasAxis(
  embedding: Embedding,
  pairs: readonly (readonly [string, string])[],
): Matrix {
  if (pairs.length === 0) throw new RangeError('biasAxis: no pairs were given');
  const differences = Matrix.zeros(embedding.dimension, 2 * pairs.length);
  let sum = Matrix.zeros(embedding.dimension, 1);
  pairs.forEach(([first, second], p) => {
    const difference = subtract(
      double(embedding.unitVector(first)),
      double(embedding.unitVector(second)),
    );
    // Both words lie half their difference from their middle, on opposite sides.
    for (let i = 0; i < differences.rows; i++) {
      differences.set(i, 2 * p, difference.data[i] / 2);
      differences.set(i, 2 * p + 1, -difference.data[i] / 2);
    }
    sum = add(sum, difference);
  });
  const { components, variances } = pca(differences, 1);
  if (variances[0] === 0) throw new RangeError('biasAxis: the words of every pair are the same');
  // A direction of largest variance has no sign of its own.
  const sign = inner(components, sum) < 0 ? -1 : 1;
  const axis = Matrix.zeros(embedding.dimension, 1, embedding.E.dtype);
  axis.data.set(scale(components, sign).data);
  return axis;
}

/**
 * Takes the part along the bias axis out of words that should have none: e − e_B, where
 * e_B = (e·g / ‖g‖²) g.
 *
 * @param e one column a word, `[n_e, m]`
 * @param g the bias axis, `[n_e, 1]`, of any length
 * @returns `[n_e, m]`, at right angles to g
 * @throws RangeError where the shapes don't fit, or g is zero
 * @see Bolukbasi et al. (2016)
 */
export function neutralize(e: Matrix, g: Matrix): Matrix {
  return subtract(e, alongAxis('neutralize', e, g));
}

/**
 * Makes two words differ by the bias axis alone, such as grandmother and grandfather by gender: both
 * become unit vectors with their mean's part off the axis, and with parts along it that are
 * opposite. So every word without a part along the axis is equally far from both.
 *
 * @param e1 `[n_e, 1]`
 * @param e2 `[n_e, 1]`; first of all both are scaled to unit vectors
 * @param g the bias axis, `[n_e, 1]`, of any length
 * @throws RangeError where the shapes don't fit, a vector is zero, or both words lie equally far
 *   along the axis, so that none can be told to be on which side
 * @see Bolukbasi et al. (2016)
 */
export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): [Matrix, Matrix] {
  const [w1, w2] = [unitColumns(e1), unitColumns(e2)];
  const mean = scale(add(w1, w2), 1 / 2);
  const meanAlong = alongAxis('equalizePair', mean, g);
  const off = subtract(mean, meanAlong);
  const along1 = subtract(alongAxis('equalizePair', w1, g), meanAlong);
  const distance = Math.sqrt(inner(along1, along1));
  if (!(distance > 0)) {
    throw new RangeError(
      'equalizePair: e1 and e2 lie equally far along g: the axis does not tell them apart',
    );
  }
  // √(1 − ‖ν‖²) along the axis makes unit vectors of both.
  const side = scale(along1, Math.sqrt(Math.max(0, 1 - inner(off, off))) / distance);
  return [add(off, side), subtract(off, side)];
}

/** e_B: the part of each column along g. */
function alongAxis(operation: string, e: Matrix, g: Matrix): Matrix {
  if (g.cols !== 1 || g.rows !== e.rows) {
    throw new RangeError(
      `${operation}: e is ${shapeOf(e)} and g ${shapeOf(g)}, but g must be [${e.rows}, 1]`,
    );
  }
  const squared = inner(g, g);
  if (!(squared > 0)) throw new RangeError(`${operation}: g is zero, or not a number: no axis`);
  return matmul(g, scale(transposedMatmul(g, e), 1 / squared));
}

function inner(u: Matrix, v: Matrix): number {
  return transposedMatmul(u, v).data[0];
}

function double({ rows, cols, data }: Matrix): Matrix {
  return new Matrix(rows, cols, Float64Array.from(data));
}
