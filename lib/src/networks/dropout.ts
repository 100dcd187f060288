import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';

/** How much is left out at random while training, and where the chance comes from. */
export interface Dropout {
  /** The share that is left out, from 0 to below 1. */
  readonly dropout?: number;
  /** Needed where anything is left out. */
  readonly random?: Random;
}

/**
 * What dropout multiplies activations with: 0 for a share of them, at random, and 1/(1 − share) for
 * the others, so that the expected value stays. The backward pass multiplies with the same mask.
 *
 * @param a what it is for: the mask has its shape and dtype
 * @throws RangeError where the share is out of range, or `random` is missing
 * @see Srivastava et al., *Dropout* (2014)
 */
export function dropoutMask(a: Matrix, { dropout = 0, random }: Dropout): Matrix {
  if (!(dropout >= 0 && dropout < 1)) {
    throw new RangeError(`dropout is ${dropout}, but must be from 0 to below 1`);
  }
  if (random === undefined) throw new RangeError('dropout needs a source of randomness: random');
  const mask = Matrix.zeros(a.rows, a.cols, a.dtype);
  for (let k = 0; k < mask.data.length; k++) {
    if (random.uniform() >= dropout) mask.data[k] = 1 / (1 - dropout);
  }
  return mask;
}
