import { matmul } from './matmul';
import { Matrix, shapeOf } from './matrix';
import { map } from './operations';

/** W is squared so often: the result is off by about 10⁻⁸ of itself. */
const SQUARINGS = 30;

/**
 * ρ(W), the largest absolute value of W's eigenvalues, which may be complex. In the long run Wᵏ
 * grows or shrinks like ρᵏ, whatever it does at first: ρ = lim ‖Wᵏ‖^(1/k) (Gelfand).
 *
 * @param W `[n, n]`
 * @throws RangeError where W is not square, or an entry is NaN or infinite
 */
export function spectralRadius(W: Matrix): number {
  if (W.rows !== W.cols) {
    throw new RangeError(`spectralRadius: W is ${shapeOf(W)}, but must be square`);
  }
  if (!W.data.every(Number.isFinite)) {
    throw new RangeError('spectralRadius: W has entries that are NaN or infinite');
  }
  let power = new Matrix(W.rows, W.cols, Float64Array.from(W.data));
  // Wᵏ itself would soon be too large or too small for a number: its size is kept as a logarithm.
  let logarithm = 0;
  for (let n = 0; n <= SQUARINGS; n++) {
    if (n > 0) {
      power = matmul(power, power);
      logarithm *= 2;
    }
    const norm = Math.hypot(...power.data);
    if (norm === 0) return 0;
    // Divided, since 1 / norm is infinite where the norm is tiny enough.
    power = map(power, (entry) => entry / norm);
    logarithm += Math.log(norm);
  }
  return Math.exp(logarithm / 2 ** SQUARINGS);
}
