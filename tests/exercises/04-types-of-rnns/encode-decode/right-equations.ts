import {
  add,
  hstack,
  matmul,
  Matrix,
  sliceColumns,
  softmax,
  tanh,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

const step = ({ Wax, Waa, ba }: RnnParameters, input: Matrix, state: Matrix) =>
  tanh(add(matmul(Waa, state), matmul(Wax, input), ba));

/** One example: read all of it, then speak. */
function translate(
  x: Matrix[],
  start: Matrix,
  Ty: number,
  encoder: RnnParameters,
  decoder: RnnParameters & DenseParameters,
): Matrix[] {
  let state = x.reduce((before, xt) => step(encoder, xt, before), start);
  let said = Matrix.zeros(decoder.by.rows, 1);
  return Array.from({ length: Ty }, () => {
    state = step(decoder, said, state);
    said = softmax(add(matmul(decoder.Wya, state), decoder.by));
    return said;
  });
}

export function encodeDecode(
  x: Matrix[],
  a0: Matrix,
  Ty: number,
  encoder: RnnParameters,
  decoder: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  const examples = Array.from({ length: a0.cols }, (_, j) => {
    const column = (matrix: Matrix) => sliceColumns(matrix, j, j + 1);
    const own = x.slice(0, lengths?.[j] ?? x.length).map(column);
    return translate(own, column(a0), Ty, encoder, decoder);
  });
  return Array.from({ length: Ty }, (_, k) => {
    const [first, ...others] = examples.map((yhat) => yhat[k]);
    return hstack(first, ...others);
  });
}
