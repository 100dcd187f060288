// fails: one-length, ragged-lengths
import { lstmBackward, Matrix, type LstmCache, type LstmState, type Unrolled } from 'unrolled';

type Run = Unrolled<LstmState, LstmCache>;

export function encoderDecoderBackward(da: Matrix[], encoder: Run, decoder: Run) {
  const back = lstmBackward(da, decoder);
  const nothing = encoder.states.map(({ a }) => Matrix.zeros(a.rows, a.cols));
  const front = lstmBackward(nothing, encoder, back.dInitial);
  return { encoder: back, decoder: front };
}
