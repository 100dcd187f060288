import type { Matrix } from '../tensor/matrix';
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
