import { Matrix, shapeOf } from '../tensor/matrix';

/** How near to log(perplexity) the entropy must come, in nats. */
const TOLERANCE = 1e-8;
/** Doubling and halving reach every β that a double can hold well before this. */
const MAX_STEPS = 2000;

/**
 * For every point i the Gaussian whose perplexity 2^H(P_i) is the given one: a smooth count of
 * how many neighbours each point has. In dense regions the Gaussian is narrow, in sparse ones wide.
 *
 *     p_{j|i} = exp(−β_i ‖x_i − x_j‖²) / Σ_{k≠i} exp(−β_i ‖x_i − x_k‖²),   p_{i|i} = 0,   β_i = 1/2σ_i²
 *
 * Where more points than the perplexity coincide with point i's nearest one, no β will do: p_{j|i}
 * is then uniform over those, the limit for β → ∞, and their number is the perplexity.
 *
 * @param D squared distances ‖x_i − x_j‖², `[N, N]`, of which the diagonal is not read
 * @param perplexity more than 1 and less than N − 1
 * @returns P: p_{j|i} in row i, column j, `[N, N]`; each row sums to 1 and has entropy
 *   log(perplexity) within 1e-8 nats; beta: β_i, `[N, 1]`, Infinity in the limit
 * @throws RangeError where D is not square or has an entry that is no squared distance, or the
 *   perplexity is out of range
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008), equation 1
 */
export function perplexitySearch(D: Matrix, perplexity: number): { P: Matrix; beta: Matrix } {
  const N = D.rows;
  if (D.cols !== N) {
    throw new RangeError(`perplexitySearch: D is ${shapeOf(D)}, but must be square: all pairs`);
  }
  validatePerplexity('perplexitySearch', perplexity, N - 1);
  const P = Matrix.zeros(N, N);
  const beta = Matrix.zeros(N, 1);
  const distances = new Float64Array(N - 1);
  const p = new Float64Array(N - 1);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (j === i) continue;
      const squared = D.data[i * N + j];
      if (!(squared >= 0 && squared < Infinity)) {
        throw new RangeError(
          `perplexitySearch: D holds ${squared} at (${i}, ${j}), ` +
            'but a squared distance is a finite number that is not negative',
        );
      }
      distances[j < i ? j : j - 1] = squared;
    }
    beta.data[i] = fitGaussian(distances, perplexity, p);
    for (let j = 0; j < N; j++) if (j !== i) P.data[i * N + j] = p[j < i ? j : j - 1];
  }
  return { P, beta };
}

/**
 * @param others how many points each one can choose its neighbours from
 * @throws RangeError where the perplexity is not between 1 and others, both excluded
 */
export function validatePerplexity(caller: string, perplexity: number, others: number): void {
  if (!(perplexity > 1 && perplexity < others)) {
    throw new RangeError(
      `${caller}: perplexity is ${perplexity}, but must be more than 1 and less than ${others}, ` +
        'the number of other examples: it is about how many neighbours each one has',
    );
  }
}

/**
 * Finds β by bisection, for one point: the entropy H falls from log(count) to 0 as β grows.
 *
 * @param squaredDistances to the other points
 * @param p receives p_{j|i}
 * @returns β
 */
export function fitGaussian(
  squaredDistances: Float64Array,
  perplexity: number,
  p: Float64Array,
): number {
  let nearest = Infinity;
  let sum = 0;
  for (const squared of squaredDistances) {
    nearest = Math.min(nearest, squared);
    sum += squared;
  }
  const coinciding = squaredDistances.reduce((n, squared) => (squared === nearest ? n + 1 : n), 0);
  if (coinciding >= perplexity) {
    for (let j = 0; j < p.length; j++) p[j] = squaredDistances[j] === nearest ? 1 / coinciding : 0;
    return Infinity;
  }
  const target = Math.log(perplexity);
  let low = 0;
  let high = Infinity;
  // One over the mean squared distance has the right size whatever unit the data has.
  let beta = Math.min(1 / (sum / squaredDistances.length - nearest), Number.MAX_VALUE);
  for (let step = 0; step < MAX_STEPS; step++) {
    const tooHigh = gaussian(squaredDistances, nearest, beta, p) - target;
    if (Math.abs(tooHigh) < TOLERANCE) return beta;
    if (tooHigh > 0) {
      low = beta;
      beta = high === Infinity ? beta * 2 : (low + high) / 2;
    } else {
      high = beta;
      beta = (low + high) / 2;
    }
    if (beta === low || beta === high) return beta;
  }
  return beta;
}

/**
 * p_j ∝ exp(−β d_j), and its entropy H = −Σ p_j log p_j = log Σ exp(−β d_j) + β Σ p_j d_j, in nats.
 * Distances count from the nearest one, which cancels in p and keeps the exponentials from all
 * vanishing.
 */
function gaussian(
  squaredDistances: Float64Array,
  nearest: number,
  beta: number,
  p: Float64Array,
): number {
  let sum = 0;
  let weighted = 0;
  for (let j = 0; j < p.length; j++) {
    const distance = squaredDistances[j] - nearest;
    p[j] = Math.exp(-beta * distance);
    sum += p[j];
    weighted += p[j] * distance;
  }
  for (let j = 0; j < p.length; j++) p[j] /= sum;
  return Math.log(sum) + (beta * weighted) / sum;
}
