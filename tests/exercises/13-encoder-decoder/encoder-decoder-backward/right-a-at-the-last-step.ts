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
  const last = nothing.length - 1;
  nothing[last] = back.dInitial.a;
  const onlyC = { a: scale(back.dInitial.a, 0), c: back.dInitial.c };
  const front = lstmBackward(nothing, encoder, onlyC);
  return { encoder: front, decoder: back };
}
