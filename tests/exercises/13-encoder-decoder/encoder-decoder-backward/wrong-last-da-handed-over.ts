// fails: one-length, ragged-lengths
// says: the decoder's last da
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
  const front = lstmBackward(nothing, encoder, { a: da[da.length - 1], c: scale(nothing[0], 0) });
  return { encoder: front, decoder: back };
}
