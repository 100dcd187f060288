import type { Cell, RecurrentState } from '../cells/cell';
import { accumulate, zerosLike, type Tensors } from '../tensor/tensors';
import { softmax, softmaxBackward } from '../tensor/activations';
import { Matrix, requireFinite } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add } from '../tensor/operations';
import { validateInitial } from './lengths';
import { denseBackward, type DenseGradients, type DenseParameters } from './dense';

/** What the backward pass needs of {@link oneToManyForward}. */
export interface OneToManyMemory<State, Cache> {
  readonly states: State[];
  readonly caches: Cache[];
  readonly yhat: Matrix[];
}

/**
 * One-to-many: one input, then every prediction ŷ<t> = softmax(W_ya a<t> + b_y) is the next step's
 * input, as a whole vector (sampling feeds a drawn token instead).
 *
 * @param x1 x<1>, `[n_x, m]`; n_x must equal n_y, since ŷ becomes x
 * @param T how many steps
 * @returns yhat: ŷ<1> … ŷ<T>, `[n_y, m]` each
 * @throws RangeError where T is not a positive whole number, n_y differs from n_x, or an entry of x1
 *   or initial is NaN or infinite
 * @see Ng, *Sequence Models*, "Different Types of RNNs"
 */
export function oneToManyForward<Parameters extends Tensors, State extends RecurrentState, Cache>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  x1: Matrix,
  T: number,
  initial: State,
  parameters: Parameters,
  { Wya, by }: DenseParameters,
): { yhat: Matrix[]; memory: OneToManyMemory<State, Cache> } {
  if (!Number.isInteger(T) || T < 1) {
    throw new RangeError(`oneToManyForward: T is ${T}, but must be a positive whole number`);
  }
  if (Wya.rows !== x1.rows) {
    throw new RangeError(
      `oneToManyForward: ŷ<t> has ${Wya.rows} rows, but x<t+1>, which it becomes, has ${x1.rows}`,
    );
  }
  requireFinite('x<1>', x1);
  validateInitial(initial, x1);
  const states: State[] = [];
  const caches: Cache[] = [];
  const yhat: Matrix[] = [];
  let previous = initial;
  let xt = x1;
  for (let t = 1; t <= T; t++) {
    const { state, cache } = cell.forward(xt, previous, parameters);
    const yhatT = softmax(add(matmul(Wya, state.a), by));
    states.push(state);
    caches.push(cache);
    yhat.push(yhatT);
    previous = state;
    xt = yhatT;
  }
  return { yhat, memory: { states, caches, yhat } };
}

/**
 * Back through {@link oneToManyForward}: ŷ<t> has made its own loss and all later steps.
 * @param dYhat ∂L/∂ŷ<t> of every step as far as it comes from that step's own loss, `[n_y, m]` each
 */
export function oneToManyBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  dYhat: readonly Matrix[],
  { states, caches, yhat }: OneToManyMemory<State, Cache>,
  dense: DenseParameters,
): {
  dx1: Matrix;
  dInitial: State;
  gradients: Gradients & DenseGradients;
} {
  const T = states.length;
  let dState = zerosLike(states[T - 1]);
  let dxt = Matrix.zeros(yhat[0].rows, yhat[0].cols, yhat[0].dtype);
  let gradients: (Gradients & DenseGradients) | undefined;
  for (let t = T; t >= 1; t--) {
    const dz = softmaxBackward(add(dYhat[t - 1], dxt), yhat[t - 1]);
    const { da, dWya, dby } = denseBackward(dz, states[t - 1].a, dense);
    const step = cell.backward({ ...dState, a: add(dState.a, da) }, caches[t - 1]);
    dState = step.dPrevious;
    dxt = step.dxt;
    const own = { ...step.gradients, dWya, dby };
    gradients = accumulate(gradients, own);
  }
  return { dx1: dxt, dInitial: dState, gradients: gradients! };
}
