import { type Matrix, requireShape } from '../tensor/matrix';
import type { Tensors } from '../tensor/tensors';

/** A state whose part `a` is what a step gives to the outside: a<t>, `[n_a, m]`. */
export type RecurrentState = Tensors & { readonly a: Matrix };

/** For every parameter `W` its gradient `dW`, of the same shape. */
export type GradientsOf<Parameters extends Tensors> = {
  readonly [Name in keyof Parameters & string as `d${Name}`]: Matrix;
};

/**
 * What every recurrent cell has in common, so that one unrolling serves them all. `State` is what
 * travels from step to step (`{ a }`, for the LSTM `{ a, c }`), `[n_a, m]` each.
 */
export interface Cell<
  Parameters extends Tensors,
  State extends Tensors,
  Cache,
  Gradients extends Tensors = GradientsOf<Parameters>,
> {
  forward(xt: Matrix, previous: State, parameters: Parameters): { state: State; cache: Cache };
  /** From ∂L/∂(this step's state) to ∂L/∂ all that went into the step. */
  backward(dState: State, cache: Cache): { dxt: Matrix; dPrevious: State; gradients: Gradients };
}

/**
 * Makes sure that what goes into a step of a gated cell fits together.
 *
 * @param states what comes from the step before, `[n_a, m]` each
 * @param weights `[n_a, n_a + n_x]` each, for the first state on x<t>
 * @param columns biases and peepholes, `[n_a, 1]` each
 * @throws RangeError that names the first matrix of another shape
 */
export function requireGates(
  caller: string,
  xt: Matrix,
  states: Tensors,
  weights: Tensors,
  columns: Tensors,
): void {
  const { rows: n_x, cols: m } = xt;
  const { rows: n_a } = Object.values(states)[0];
  const given = { xt, ...states };
  for (const name in states) requireShape(`${caller}: ${name}`, states[name], n_a, m, { xt });
  for (const name in weights) {
    requireShape(`${caller}: ${name}`, weights[name], n_a, n_a + n_x, given);
  }
  for (const name in columns) requireShape(`${caller}: ${name}`, columns[name], n_a, 1, states);
}
