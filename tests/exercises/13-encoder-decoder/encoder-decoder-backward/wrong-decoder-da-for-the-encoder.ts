// fails: one-length, ragged-lengths
import { lstmBackward, Matrix, type LstmCache, type LstmState, type Unrolled } from 'unrolled';

type Run = Unrolled<LstmState, LstmCache>;

export function encoderDecoderBackward(da: Matrix[], encoder: Run, decoder: Run) {
  const back = lstmBackward(da, decoder);
  const nothing = encoder.states.map((_, t) => da[t] ?? da[0]);
  const front = lstmBackward(nothing, encoder, back.dInitial);
  return { encoder: front, decoder: back };
}
