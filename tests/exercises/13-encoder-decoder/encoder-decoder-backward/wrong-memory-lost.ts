// fails: one-length, ragged-lengths
// says: c's is lost
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
  const nothing = encoder.states.map(({ a }) => Matrix.zeros(a.rows, a.cols));
  const front = lstmBackward(nothing, encoder, {
    a: back.dInitial.a,
    c: scale(back.dInitial.c, 0),
  });
  return { encoder: front, decoder: back };
}
