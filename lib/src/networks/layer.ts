import type { Cell, RecurrentState } from '../cells/cell';
import type { Tensors } from '../tensor/tensors';
import type { Matrix } from '../tensor/matrix';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/**
 * A recurrent layer: from a sequence to one of equal length, in one direction or in both, so that
 * a deep network can stack either kind.
 */
export interface RecurrentLayer<Parameters, Initial, Memory, Gradients> {
  /** @returns a: a<1> … a<T>; memory: for `backward` */
  forward(
    x: readonly Matrix[],
    initial: Initial,
    parameters: Parameters,
    lengths?: readonly number[],
  ): { a: Matrix[]; memory: Memory };
  /** @param da ∂L/∂a<t> of every step */
  backward(
    da: readonly Matrix[],
    memory: Memory,
  ): { dx: Matrix[]; dInitial: Initial; gradients: Gradients };
}

/** A cell that runs from the first step to the last. */
export function unidirectional<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
): RecurrentLayer<Parameters, State, Unrolled<State, Cache>, Gradients> {
  return {
    forward(x, initial, parameters, lengths) {
      const memory = unrollForward(cell, x, initial, parameters, lengths);
      return { a: memory.states.map((state) => state.a), memory };
    },
    backward: (da, memory) => unrollBackward(cell, memory, da),
  };
}
