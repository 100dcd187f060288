import type { Tensor } from '@tensorflow/tfjs';

/**
 * A function of one number as an exercise's argument. The grader sends its source to the sandbox;
 * the oracle takes the same formula written in tf.js operations, which never travels.
 */
export interface Formula {
  (x: number): number;
  readonly source: string;
  readonly onTensors: (x: Tensor) => Tensor;
}

/** @param source an arrow function that uses nothing from outside: `(x) => 2 * x ** 3` */
export function formula(source: string, onTensors: (x: Tensor) => Tensor): Formula {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the course's own text, not input
  const f = new Function(`return ${source}`)() as (x: number) => number;
  return Object.assign(f, { source, onTensors });
}

export function isFormula(value: unknown): value is Formula {
  return typeof value === 'function' && 'source' in value && 'onTensors' in value;
}
