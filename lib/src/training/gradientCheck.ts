import type { Matrix } from '../tensor/matrix';

/** How well one parameter's analytic gradient agrees with the numerical one. */
export interface GradientCheckRow {
  readonly name: string;
  /** ‖analytic − numerical‖ / (‖analytic‖ + ‖numerical‖); 0 where both are zero. */
  readonly relativeError: number;
  /** The entry that differs most. */
  readonly worst: { row: number; column: number; analytic: number; numerical: number };
}

/**
 * Compares gradients with central differences (L(θ + h) − L(θ − h)) / 2h, entry by entry.
 *
 * In Float64 with h = 1e-5 a right gradient comes to about 1e-9; above 1e-6 look for a mistake.
 * Every entry costs two evaluations of the loss, so keep the sizes small. Each parameter is
 * changed in place while it is probed, and is afterwards exactly what it was.
 *
 * @param loss L, computed anew from the parameters' present entries
 * @param parameters the matrices to probe, by name, Float64
 * @param gradients for the parameter `Wax` the matrix `dWax`, of the same shape
 * @throws RangeError where a gradient is missing or of another shape, or h is not positive; TypeError
 *   for Float32
 * @see Ng, *Improving Deep Neural Networks*, "Gradient Checking"
 */
export function gradientCheck(
  loss: () => number,
  parameters: Readonly<Record<string, Matrix>>,
  gradients: Readonly<Record<string, Matrix>>,
  h = 1e-5,
): GradientCheckRow[] {
  if (!(h > 0)) throw new RangeError(`gradientCheck: h is ${h}, but must be a positive number`);
  return Object.entries(parameters).map(([name, parameter]) => {
    const gradient = gradients[`d${name}`];
    if (gradient === undefined) {
      throw new RangeError(`gradientCheck: there is no gradient d${name} for ${name}`);
    }
    if (gradient.rows !== parameter.rows || gradient.cols !== parameter.cols) {
      throw new RangeError(
        `gradientCheck: d${name} is [${gradient.shape.join(', ')}], ` +
          `but ${name} is [${parameter.shape.join(', ')}]`,
      );
    }
    if (parameter.dtype !== 'float64') {
      throw new TypeError(`gradientCheck: ${name} is float32, too coarse for differences of 1e-5`);
    }
    let difference = 0;
    let analyticNorm = 0;
    let numericalNorm = 0;
    let largest = -1;
    let worst = { row: 0, column: 0, analytic: 0, numerical: 0 };
    for (let k = 0; k < parameter.data.length; k++) {
      const numerical = centralDifference(loss, parameter, k, h);
      const analytic = gradient.data[k];
      const error = Math.abs(analytic - numerical);
      difference += error ** 2;
      analyticNorm += analytic ** 2;
      numericalNorm += numerical ** 2;
      if (error > largest || Number.isNaN(error)) {
        largest = error;
        const row = Math.floor(k / parameter.cols);
        worst = { row, column: k % parameter.cols, analytic, numerical };
      }
    }
    const total = Math.sqrt(analyticNorm) + Math.sqrt(numericalNorm);
    return { name, relativeError: total === 0 ? 0 : Math.sqrt(difference) / total, worst };
  });
}

function centralDifference(loss: () => number, parameter: Matrix, k: number, h: number): number {
  const kept = parameter.data[k];
  try {
    parameter.data[k] = kept + h;
    const above = loss();
    parameter.data[k] = kept - h;
    const below = loss();
    return (above - below) / (2 * h);
  } finally {
    parameter.data[k] = kept;
  }
}
