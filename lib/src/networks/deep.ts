import type { Matrix } from '../tensor/matrix';
import type { RecurrentLayer } from './layer';

/**
 * A deep RNN: layers one above the other, each reading the activations a[l]<t> of the one below.
 *
 * @param layer one kind for all, of one direction or both: `unidirectional(lstmCell)`
 * @param x x<1> … x<T>, `[n_x, m]` each
 * @param initial where each layer starts, the lowest first
 * @param parameters of each layer, the lowest first
 * @param lengths T_x of each example
 * @returns a: the top layer's a<1> … a<T>; memories: for {@link deepBackward}
 * @throws RangeError where there is no layer, or initial and parameters differ in number
 * @see Ng, *Sequence Models*, "Deep RNNs"
 */
export function deepForward<Parameters, Initial, Memory, Gradients>(
  layer: RecurrentLayer<Parameters, Initial, Memory, Gradients>,
  x: readonly Matrix[],
  initial: readonly Initial[],
  parameters: readonly Parameters[],
  lengths?: readonly number[],
): { a: Matrix[]; memories: Memory[] } {
  if (parameters.length === 0 || parameters.length !== initial.length) {
    throw new RangeError(
      `deepForward: initial has ${initial.length} layers and parameters ${parameters.length}: ` +
        'give as many of each, at least one',
    );
  }
  const memories: Memory[] = [];
  let a = [...x];
  parameters.forEach((own, l) => {
    const output = layer.forward(a, initial[l], own, lengths);
    a = output.a;
    memories.push(output.memory);
  });
  return { a, memories };
}

/**
 * Back through all layers, from the top one down.
 * @param da ∂L/∂a<t> of the top layer, for every step
 */
export function deepBackward<Parameters, Initial, Memory, Gradients>(
  layer: RecurrentLayer<Parameters, Initial, Memory, Gradients>,
  da: readonly Matrix[],
  memories: readonly Memory[],
): { dx: Matrix[]; dInitial: Initial[]; gradients: Gradients[] } {
  const dInitial = new Array<Initial>(memories.length);
  const gradients = new Array<Gradients>(memories.length);
  let dx = [...da];
  for (let l = memories.length - 1; l >= 0; l--) {
    const step = layer.backward(dx, memories[l]);
    dx = step.dx;
    dInitial[l] = step.dInitial;
    gradients[l] = step.gradients;
  }
  return { dx, dInitial, gradients };
}
