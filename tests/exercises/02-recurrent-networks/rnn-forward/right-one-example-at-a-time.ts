import { add, hstack, matmul, Matrix, tanh, type RnnParameters } from 'unrolled';

const column = (matrix: Matrix, j: number) => Matrix.column(matrix.toArray().map((row) => row[j]));

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters,
  lengths?: number[],
): Matrix[] {
  const { Wax, Waa, ba } = parameters;
  const T = x.length;
  // histories[j][t]: example j's state after step t + 1
  const histories: Matrix[][] = [];
  for (let j = 0; j < a0.cols; j++) {
    const own: Matrix[] = [];
    let state = column(a0, j);
    for (let t = 0; t < (lengths ? lengths[j] : T); t++) {
      state = tanh(add(matmul(Waa, state), matmul(Wax, column(x[t], j)), ba));
      own.push(state);
    }
    while (own.length < T) own.push(state);
    histories.push(own);
  }
  return x.map((_, t) => {
    const [first, ...others] = histories.map((own) => own[t]);
    return hstack(first, ...others);
  });
}
