import type { Cell, RecurrentState } from '../cells/cell';
import { zerosLike, type Tensors } from '../tensor/tensors';
import type { Matrix } from '../tensor/matrix';
import type { Unrolled } from './unroll';

/**
 * How much the loss at the last step still depends on earlier activations: ‖∂L<T>/∂a<t>‖ for the
 * lags T − t = 0, 1, … T − 1. It shrinks like a power of the lag where gradients vanish, and grows
 * like one where they explode.
 *
 * @param unrolled a forward pass without `lengths`, from {@link unrollForward}
 * @param dLast ∂L<T>/∂a<T>, `[n_a, m]`
 * @returns T norms, each over all units and examples; entry k belongs to lag k
 * @throws RangeError where the sequences end at different steps, since a lag then has no one meaning
 * @see Ng, *Sequence Models*, "Vanishing Gradients with RNNs"; Pascanu et al. (2013)
 */
export function gradientNormByLag<Parameters extends Tensors, State extends RecurrentState, Cache>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  { states, caches, lengths }: Unrolled<State, Cache>,
  dLast: Matrix,
): number[] {
  const T = caches.length;
  if (lengths?.some((length) => length !== T)) {
    throw new RangeError('gradientNormByLag: the examples end at different steps');
  }
  const norms: number[] = [];
  let dState: State = { ...zerosLike(states[T - 1]), a: dLast };
  for (let t = T; t >= 1; t--) {
    norms.push(norm(dState.a));
    dState = cell.backward(dState, caches[t - 1]).dPrevious;
  }
  return norms;
}

function norm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return Math.sqrt(sum);
}
