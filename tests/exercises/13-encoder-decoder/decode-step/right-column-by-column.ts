import {
  denseForward,
  hstack,
  lstmCellForward,
  Matrix,
  NO_TOKEN,
  sliceColumns,
  type DenseParameters,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

export function decodeStep(decoder: Decoder, tokens: number[], state: LstmState) {
  const steps = tokens.map((token, j) => {
    const [a, c] = [state.a, state.c].map((matrix) => sliceColumns(matrix, j, j + 1));
    const x =
      token === NO_TOKEN
        ? Matrix.zeros(decoder.E.rows, 1)
        : sliceColumns(decoder.E, token, token + 1);
    return lstmCellForward(x, a, c, decoder.recurrent);
  });
  const [first, ...others] = steps;
  const at = hstack(first.at, ...others.map((step) => step.at));
  const ct = hstack(first.ct, ...others.map((step) => step.ct));
  return { yHat: denseForward(at, decoder.dense, 'softmax'), state: { a: at, c: ct } };
}
