import { Matrix } from '../tensor/matrix';
import { add } from '../tensor/operations';

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

/** The sums of the matrices of the same name. */
export function addTensors<T extends Tensors>(first: T, second: T): T {
  return mapTensors(first, (matrix, name) => add(matrix, second[name]));
}

/** Zeros in the shapes of the given matrices. */
export function zerosLike<T extends Tensors>(tensors: T): T {
  return mapTensors(tensors, ({ rows, cols, dtype }) => Matrix.zeros(rows, cols, dtype));
}
