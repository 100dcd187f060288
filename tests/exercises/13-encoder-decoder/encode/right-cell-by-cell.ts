import {
  embeddingForward,
  lstmCellForward,
  Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };

/** Column j of A where the example goes on, and of B where it has ended. */
function chosen(goesOn: boolean[], A: Matrix, B: Matrix): Matrix {
  const result = A.clone();
  goesOn.forEach((on, j) => {
    for (let i = 0; i < A.rows; i++) result.set(i, j, (on ? A : B).get(i, j));
  });
  return result;
}

export function encode(encoder: Encoder, x: number[][], lengths?: number[]): LstmState {
  let a = Matrix.zeros(encoder.recurrent.Wu.rows, x[0].length);
  let c = Matrix.zeros(encoder.recurrent.Wu.rows, x[0].length);
  x.forEach((tokens, t) => {
    const step = lstmCellForward(embeddingForward(encoder.E, tokens), a, c, encoder.recurrent);
    const goesOn = tokens.map((_, j) => lengths === undefined || t < lengths[j]);
    a = chosen(goesOn, step.at, a);
    c = chosen(goesOn, step.ct, c);
  });
  return { a, c };
}
