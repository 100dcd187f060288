import { Matrix } from '../tensor/matrix';

/** Where the map is and what it does: all `[2, N]`. */
export interface MapState {
  readonly Y: Matrix;
  /** The last step, Y<t> − Y<t−1>. */
  readonly velocity: Matrix;
  /** Each coordinate's own factor of the learning rate; without, it is 1 for all. */
  readonly gains?: Matrix;
}

export interface StepOptions {
  readonly learningRate: number;
  readonly momentum: number;
  /** No point moves farther than this in one step; by default as far as it likes. */
  readonly longestStep?: number;
}

/** Gains shrink by a fifth at a time, but never below this. */
const SMALLEST_GAIN = 0.01;

/**
 * One step of gradient descent with momentum: Y<t> = Y<t−1> − η g ∂C/∂Y + α (Y<t−1> − Y<t−2>).
 *
 * With gains g, a coordinate's learning rate grows while its gradient keeps pointing the way it
 * moves, and shrinks when the two disagree (Jacobs, 1988).
 *
 * @param gradient ∂C/∂Y, `[2, N]`
 * @returns the new state; the old one stays as it was
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), algorithm 1
 */
export function tsneStep(
  { Y, velocity, gains }: MapState,
  gradient: Matrix,
  { learningRate, momentum, longestStep = Infinity }: StepOptions,
): MapState {
  const newGains = gains && adaptedGains(gains, velocity, gradient);
  const step = Matrix.zeros(Y.rows, Y.cols);
  for (let k = 0; k < step.data.length; k++) {
    const rate = learningRate * (newGains ? newGains.data[k] : 1);
    step.data[k] = momentum * velocity.data[k] - rate * gradient.data[k];
  }
  limitLengths(step, longestStep);
  const moved = Y.clone();
  for (let k = 0; k < step.data.length; k++) moved.data[k] += step.data[k];
  return { Y: moved, velocity: step, ...(newGains && { gains: newGains }) };
}

function adaptedGains(gains: Matrix, velocity: Matrix, gradient: Matrix): Matrix {
  const adapted = gains.clone();
  for (let k = 0; k < adapted.data.length; k++) {
    const downhill = Math.sign(velocity.data[k]) !== Math.sign(gradient.data[k]);
    adapted.data[k] = downhill ? gains.data[k] + 0.2 : gains.data[k] * 0.8 + SMALLEST_GAIN;
  }
  return adapted;
}

/** Shortens the columns that are longer than `longest`. */
function limitLengths(step: Matrix, longest: number): void {
  if (longest === Infinity) return;
  for (let j = 0; j < step.cols; j++) {
    let squared = 0;
    for (let i = 0; i < step.rows; i++) squared += step.data[i * step.cols + j] ** 2;
    if (squared <= longest * longest) continue;
    const factor = longest / Math.sqrt(squared);
    for (let i = 0; i < step.rows; i++) step.data[i * step.cols + j] *= factor;
  }
}

/** Moves the map so that its middle is the origin: distances, and so the divergence, stay. */
export function centred(Y: Matrix): Matrix {
  const result = Y.clone();
  for (let i = 0; i < Y.rows; i++) {
    const row = result.data.subarray(i * Y.cols, (i + 1) * Y.cols);
    let sum = 0;
    for (const y of row) sum += y;
    for (let j = 0; j < Y.cols; j++) row[j] -= sum / Y.cols;
  }
  return result;
}
