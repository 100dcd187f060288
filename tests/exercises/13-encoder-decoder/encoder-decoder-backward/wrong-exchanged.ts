// fails: one-length, ragged-lengths
// says: changed places on the way
import { lstmBackward, Matrix, type LstmCache, type LstmState, type Unrolled } from 'unrolled';

type Run = Unrolled<LstmState, LstmCache>;

export function encoderDecoderBackward(da: Matrix[], encoder: Run, decoder: Run) {
  const back = lstmBackward(da, decoder);
  const nothing = encoder.states.map(({ a }) => Matrix.zeros(a.rows, a.cols));
  const front = lstmBackward(nothing, encoder, { a: back.dInitial.c, c: back.dInitial.a });
  return { encoder: front, decoder: back };
}
