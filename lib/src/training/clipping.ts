import { requireFinite } from '../tensor/matrix';
import { map, scale } from '../tensor/operations';
import { mapTensors, type Tensors } from '../tensor/tensors';

/** ‖gradients‖: the root of the sum of all squared entries of all matrices together. */
export function globalNorm(gradients: Tensors): number {
  let sum = 0;
  let largest = 0;
  for (const { data } of Object.values(gradients)) {
    for (const entry of data) {
      sum += entry * entry;
      if (Math.abs(entry) > largest) largest = Math.abs(entry);
    }
  }
  // Exploded gradients can have squares that overflow where their norm does not.
  if (sum === Infinity && largest < Infinity) {
    return largest * globalNorm(mapTensors(gradients, (gradient) => scale(gradient, 1 / largest)));
  }
  return Math.sqrt(sum);
}

/**
 * Every entry cut to [−limit, limit]. Simple, but it turns the gradient's direction.
 * @throws RangeError where limit is not positive, or an entry is NaN or infinite
 * @see Ng, *Sequence Models*, "Vanishing Gradients with RNNs"
 */
export function clipByValue<T extends Tensors>(gradients: T, limit: number): T {
  requirePositive('clipByValue: limit', limit);
  requireFiniteGradients('clipByValue', gradients);
  return mapTensors(gradients, (gradient) =>
    map(gradient, (entry) => Math.max(-limit, Math.min(limit, entry))),
  );
}

/**
 * All matrices scaled by one factor so that their global norm is at most `threshold`; below it
 * nothing changes. Keeps the direction.
 * @throws RangeError where threshold is not positive, or an entry is NaN or infinite: it has no
 *   direction that could be kept
 * @see Ng, *Sequence Models*, "Vanishing Gradients with RNNs"; Pascanu et al. (2013)
 */
export function clipByNorm<T extends Tensors>(gradients: T, threshold: number): T {
  requirePositive('clipByNorm: threshold', threshold);
  const norm = globalNorm(gradients);
  if (!Number.isFinite(norm)) requireFiniteGradients('clipByNorm', gradients);
  return norm <= threshold
    ? gradients
    : mapTensors(gradients, (gradient) => scale(gradient, threshold / norm));
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${name} is ${value}, but must be a positive number`);
}

function requireFiniteGradients(caller: string, gradients: Tensors): void {
  for (const name in gradients) requireFinite(`${caller}: ${name}`, gradients[name]);
}
