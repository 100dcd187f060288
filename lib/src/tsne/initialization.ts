import { Matrix } from '../tensor/matrix';
import { pca } from '../tensor/pca';
import type { Random } from '../tensor/random';

/** The standard deviation of a first map: so small that every point still feels every other. */
const DEVIATION = 1e-4;
/** Identical examples start that far apart, as a share of the deviation. */
const JITTER = 0.01;

/**
 * A first map from the data's two principal components: what is far apart in the data starts far
 * apart, so that the large picture depends on the data and not on chance.
 *
 * @param X `[d, N]`; where d is 1, the second coordinate is only the jitter
 * @returns Y `[2, N]` of standard deviation 1e-4 along the first component
 * @throws RangeError where an entry is NaN or infinite, or all examples are the same
 * @see Kobak and Berens, *The Art of Using t-SNE for Single-Cell Transcriptomics* (2019)
 */
export function pcaInitialization(X: Matrix, random: Random): Matrix {
  const { projected, variances } = pca(X, Math.min(2, X.rows));
  if (!(variances[0] > 0)) {
    throw new RangeError(`X: all ${X.cols} examples are the same, so there is nothing to map`);
  }
  const scale = DEVIATION / Math.sqrt(variances[0]);
  const Y = random.normalMatrix(2, X.cols, JITTER * DEVIATION);
  projected.data.forEach((z, k) => (Y.data[k] += scale * z));
  return Y;
}

/**
 * A first map of N points drawn at random, normal with mean 0 and standard deviation 1e-4.
 * @returns Y `[2, N]`
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), algorithm 1
 */
export function randomInitialization(N: number, random: Random): Matrix {
  return random.normalMatrix(2, N, DEVIATION);
}
