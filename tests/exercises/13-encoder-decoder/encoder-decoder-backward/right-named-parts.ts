import {
  lstmBackward,
  Matrix,
  scale,
  type LstmCache,
  type LstmState,
  type Unrolled,
} from 'unrolled';

type Run = Unrolled<LstmState, LstmCache>;

export function encoderDecoderBackward(da: Matrix[], encoder: Run, decoder: Run) {
  const back = lstmBackward(da, decoder);
  const nothing = encoder.states.map(({ a }) => scale(a, 0));
  const front = lstmBackward(nothing, encoder, back.dInitial);
  return {
    encoder: { dx: front.dx, gradients: front.gradients },
    decoder: { dx: back.dx, gradients: back.gradients },
  };
}
