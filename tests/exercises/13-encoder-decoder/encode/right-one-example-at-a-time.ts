import {
  embeddingForward,
  hstack,
  lstmCellForward,
  Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };

export function encode(encoder: Encoder, x: number[][], lengths?: number[]): LstmState {
  const each = x[0].map((_, j) => {
    const own = x.slice(0, lengths?.[j] ?? x.length).map((tokens) => tokens[j]);
    let state = {
      a: Matrix.zeros(encoder.recurrent.bc.rows, 1),
      c: Matrix.zeros(encoder.recurrent.bc.rows, 1),
    };
    for (const token of own) {
      const xt = embeddingForward(encoder.E, [token]);
      const { at, ct } = lstmCellForward(xt, state.a, state.c, encoder.recurrent);
      state = { a: at, c: ct };
    }
    return state;
  });
  const [first, ...others] = each;
  return {
    a: hstack(first.a, ...others.map(({ a }) => a)),
    c: hstack(first.c, ...others.map(({ c }) => c)),
  };
}
