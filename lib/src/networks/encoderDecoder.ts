import type { Cell, RecurrentState } from '../cells/cell';
import { zerosLike, type Tensors } from '../tensor/tensors';
import type { Matrix } from '../tensor/matrix';
import {
  timeDistributedDense,
  timeDistributedDenseBackward,
  type DenseGradients,
  type DenseParameters,
} from './dense';
import { unrollBackward, unrollForward, type Unrolled } from './unroll';

/** Two recurrent networks with weights of their own, and the decoder's output layer. */
export interface EncoderDecoderParameters<Parameters> {
  readonly encoder: Parameters;
  readonly decoder: Parameters;
  readonly dense: DenseParameters;
}

/** What the backward pass needs of {@link encoderDecoderForward}. */
export interface EncoderDecoderMemory<State extends Tensors, Cache> {
  readonly encoder: Unrolled<State, Cache>;
  readonly decoder: Unrolled<State, Cache>;
}

/**
 * Many-to-many with T_x ≠ T_y: the encoder reads the whole input, and its last state is where the
 * decoder starts. While training, the decoder reads the true previous tokens (teacher forcing).
 *
 * @param x the input x<1> … x<T_x>, `[n_x, m]` each
 * @param yBefore what the decoder reads: start, y<1> … y<T_y-1>, as vectors `[n_y, m]` each
 * @param initial the encoder's initial state
 * @param lengths T_x and T_y of each example
 * @returns z: z<1> … z<T_y>, `[n_y, m]` each, for softmax cross-entropy
 * @see Ng, *Sequence Models*, "Different Types of RNNs"; Sutskever et al. (2014), Cho et al. (2014)
 */
export function encoderDecoderForward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
>(
  cell: Cell<Parameters, State, Cache, Tensors>,
  x: readonly Matrix[],
  yBefore: readonly Matrix[],
  initial: State,
  parameters: EncoderDecoderParameters<Parameters>,
  lengths: { readonly x?: readonly number[]; readonly y?: readonly number[] } = {},
): { z: Matrix[]; memory: EncoderDecoderMemory<State, Cache> } {
  const encoder = unrollForward(cell, x, initial, parameters.encoder, lengths.x);
  // All that the decoder ever knows of the input
  const meaning = encoder.states[encoder.states.length - 1];
  const decoder = unrollForward(cell, yBefore, meaning, parameters.decoder, lengths.y);
  return {
    z: timeDistributedDense(outputs(decoder), parameters.dense),
    memory: { encoder, decoder },
  };
}

/**
 * Back through the decoder, and from its initial state on through the encoder.
 * @param dz ∂L/∂z<t> of every step of the decoder, `[n_y, m]` each
 */
export function encoderDecoderBackward<
  Parameters extends Tensors,
  State extends RecurrentState,
  Cache,
  Gradients extends Tensors,
>(
  cell: Cell<Parameters, State, Cache, Gradients>,
  dz: readonly Matrix[],
  { encoder, decoder }: EncoderDecoderMemory<State, Cache>,
  dense: DenseParameters,
): {
  dx: Matrix[];
  dyBefore: Matrix[];
  gradients: { encoder: Gradients; decoder: Gradients; dense: DenseGradients };
} {
  const { da, dWya, dby } = timeDistributedDenseBackward(dz, outputs(decoder), dense);
  const back = unrollBackward(cell, decoder, da);
  // No activation of the encoder is an output; only its last state matters.
  const nothing = encoder.states.map((state) => zerosLike(state).a);
  const front = unrollBackward(cell, encoder, nothing, back.dInitial);
  return {
    dx: front.dx,
    dyBefore: back.dx,
    gradients: { encoder: front.gradients, decoder: back.gradients, dense: { dWya, dby } },
  };
}

function outputs<State extends RecurrentState>({ states }: Unrolled<State, unknown>): Matrix[] {
  return states.map((state) => state.a);
}
