import { Matrix } from './matrix';
import { addTo } from './operations';

/** Matrices by name: a cell's parameters, its gradients, or the state that it carries. */
export type Tensors = Readonly<Record<string, Matrix>>;

/** f of every matrix, under the same name. */
export function mapTensors<T extends Tensors>(
  tensors: T,
  f: (matrix: Matrix, name: string) => Matrix,
): T {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, matrix]) => [name, f(matrix, name)]),
  ) as T;
}

/**
 * Adds the terms to the sums of the same name, in place; where there are no sums yet, the terms are
 * the first ones.
 */
export function accumulate<T extends Tensors>(sums: T | undefined, terms: T): T {
  if (sums === undefined) return terms;
  for (const [name, sum] of Object.entries(sums)) addTo(sum, terms[name]);
  return sums;
}

/** Zeros in the shapes of the given matrices. */
export function zerosLike<T extends Tensors>(tensors: T): T {
  return mapTensors(tensors, ({ rows, cols, dtype }) => Matrix.zeros(rows, cols, dtype));
}

/**
 * Longer names, where several networks' matrices come together: `Wu` becomes `encoderWu`, and, marked
 * as a gradient, `dWu` becomes `dencoderWu`.
 */
export function prefixed(mark: '' | 'd', prefix: string, tensors: Tensors): Record<string, Matrix> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, matrix]) => [
      `${mark}${prefix}${name.slice(mark.length)}`,
      matrix,
    ]),
  );
}
