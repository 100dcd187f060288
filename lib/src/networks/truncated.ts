import type { Cell, RecurrentState } from '../cells/cell';
import { accumulate, type Tensors } from '../tensor/tensors';
import type { Matrix } from '../tensor/matrix';
import { validateSequence } from './lengths';
import { unrollBackward, unrollForward } from './unroll';

/**
 * Truncated backpropagation through time: the sequence is cut into chunks of `steps`. Forward, the
 * state travels from chunk to chunk; backward, gradients stop at a chunk's first step, so that
 * memory and time a chunk don't grow with the sequence. What is lost is every influence that
 * reaches further back than its chunk.
 *
 * @param lossOf ∂L/∂a<t> for each step of a chunk, given its activations and its first step's
 *   index from 0
 * @returns gradients: summed over the chunks; last: the state after the last step
 * @throws RangeError where steps is not a positive whole number, or x is empty
 * @see Williams and Peng (1990)
 */
export function truncatedBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  x: readonly Matrix[],
  initial: State,
  parameters: Parameters,
  steps: number,
  lossOf: (a: Matrix[], first: number) => Matrix[],
): { gradients: Gradients; last: State } {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(
      `truncatedBackward: steps is ${steps}, but must be a positive whole number`,
    );
  }
  validateSequence(x);
  let gradients: Gradients | undefined;
  let state = initial;
  for (let first = 0; first < x.length; first += steps) {
    const chunk = unrollForward(cell, x.slice(first, first + steps), state, parameters);
    const da = lossOf(
      chunk.states.map(({ a }) => a),
      first,
    );
    const own = unrollBackward(cell, chunk, da).gradients;
    gradients = accumulate(gradients, own);
    state = chunk.states[chunk.states.length - 1];
  }
  return { gradients: gradients!, last: state };
}
