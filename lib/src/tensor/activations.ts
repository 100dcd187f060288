import { loadedKernel } from './kernel';
import { Matrix } from './matrix';
import { byKernel, hadamard, map, resultFor } from './operations';

/** tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), entry by entry; in (−1, 1). */
export function tanh(Z: Matrix): Matrix {
  return inFloat32('tanh', Z) ?? map(Z, Math.tanh);
}

/** σ(z) = 1 / (1 + e⁻ᶻ), entry by entry; in (0, 1). */
export function sigmoid(Z: Matrix): Matrix {
  return inFloat32('sigmoid', Z) ?? map(Z, (z) => 1 / (1 + Math.exp(-z)));
}

/** max(0, z), entry by entry. */
export function relu(Z: Matrix): Matrix {
  return map(Z, (z) => Math.max(0, z));
}

/**
 * softmax of each column: e^{z_i} / Σ_k e^{z_k}, so that every example's entries sum to 1.
 * The column's largest entry is subtracted first, which changes nothing and prevents overflow.
 */
export function softmax(Z: Matrix): Matrix {
  return softmaxWithLogSums(Z).yhat;
}

/**
 * softmax ŷ of each column, and log Σ_k e^{z_k} of each. Between them log ŷ_i = z_i − log Σ_k e^{z_k},
 * which is exact where ŷ_i itself rounds to 0: what a loss needs.
 *
 * @returns logSums: as many as Z has columns
 */
export function softmaxWithLogSums(Z: Matrix): { yhat: Matrix; logSums: Float64Array } {
  const { rows, cols } = Z;
  const yhat = Matrix.zeros(rows, cols, Z.dtype);
  if (Z.data instanceof Float32Array && yhat.data instanceof Float32Array && cols >= 4) {
    const logSums = loadedKernel()?.softmax(Z.data, cols, yhat.data);
    if (logSums) return { yhat, logSums };
  }
  const logSums = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    let largest = -Infinity;
    for (let k = j; k < Z.data.length; k += cols) largest = Math.max(largest, Z.data[k]);
    let sum = 0;
    for (let k = j; k < Z.data.length; k += cols) {
      yhat.data[k] = Math.exp(Z.data[k] - largest);
      sum += yhat.data[k];
    }
    for (let k = j; k < Z.data.length; k += cols) yhat.data[k] /= sum;
    logSums[j] = largest + Math.log(sum);
  }
  return { yhat, logSums };
}

/** From ∂L/∂a to ∂L/∂z where a = tanh z: tanh′ z = 1 − a². */
export function tanhBackward(da: Matrix, a: Matrix): Matrix {
  const dz = resultFor('tanhBackward', da, a);
  if (byKernel('tanhBackward', da, a, dz)) return dz;
  const [d, value, result] = [da.data, a.data, dz.data];
  for (let k = 0; k < d.length; k++) result[k] = d[k] * (1 - value[k] * value[k]);
  return dz;
}

/** From ∂L/∂Γ to ∂L/∂z where Γ = σ(z): σ′(z) = Γ (1 − Γ). */
export function sigmoidBackward(dGamma: Matrix, gamma: Matrix): Matrix {
  const dz = resultFor('sigmoidBackward', dGamma, gamma);
  if (byKernel('sigmoidBackward', dGamma, gamma, dz)) return dz;
  const [d, value, result] = [dGamma.data, gamma.data, dz.data];
  for (let k = 0; k < d.length; k++) result[k] = d[k] * value[k] * (1 - value[k]);
  return dz;
}

/** From ∂L/∂a to ∂L/∂z where a = max(0, z): 1 where a > 0, else 0. */
export function reluBackward(da: Matrix, a: Matrix): Matrix {
  const dz = resultFor('reluBackward', da, a);
  const [d, value, result] = [da.data, a.data, dz.data];
  for (let k = 0; k < d.length; k++) if (value[k] > 0) result[k] = d[k];
  return dz;
}

/**
 * From ∂L/∂ŷ to ∂L/∂z where ŷ = softmax(z), column by column: each z_i moves all of ŷ, so that
 * ∂L/∂z_i = ŷ_i (∂L/∂ŷ_i − Σ_k ŷ_k ∂L/∂ŷ_k). (With cross-entropy it is simply ŷ − y.)
 */
export function softmaxBackward(dYhat: Matrix, yhat: Matrix): Matrix {
  const weighted = hadamard(dYhat, yhat);
  for (let j = 0; j < yhat.cols; j++) {
    let sum = 0;
    for (let i = 0; i < yhat.rows; i++) sum += weighted.data[i * yhat.cols + j];
    for (let i = 0; i < yhat.rows; i++) {
      const k = i * yhat.cols + j;
      weighted.data[k] -= yhat.data[k] * sum;
    }
  }
  return weighted;
}

/** The same in Float32, by the kernel: several times faster. Undefined for it to be done here. */
function inFloat32(activation: 'tanh' | 'sigmoid', Z: Matrix): Matrix | undefined {
  const kernel = Z.data instanceof Float32Array && Z.data.length >= 16 && loadedKernel();
  if (!kernel) return undefined;
  return new Matrix(Z.rows, Z.cols, kernel.activation(activation, Z.data));
}
