// fails: one-length, ragged-lengths
// says: each of the encoder's steps
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
  const nothing = encoder.states.map(({ a }) => (a.rows > 0 ? back.dInitial.a : a));
  const front = lstmBackward(nothing, encoder, {
    a: scale(back.dInitial.a, 0),
    c: back.dInitial.c,
  });
  return { encoder: front, decoder: back };
}
