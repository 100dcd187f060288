import {
  Matrix,
  add,
  hadamard,
  map,
  matmul,
  sigmoid,
  sliceColumns,
  tanh,
  vstack,
  type GruParameters,
} from 'unrolled';

function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaR = sigmoid(add(matmul(Wr, stacked), br));
  const cTilde = tanh(add(matmul(Wc, vstack(hadamard(gammaR, cPrev), xt)), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}

export function gruForward(x: Matrix[], c0: Matrix, parameters: GruParameters, lengths?: number[]) {
  const column = (A: Matrix, j: number) => sliceColumns(A, j, j + 1);
  const result = x.map(() => Matrix.zeros(c0.rows, c0.cols));
  for (let j = 0; j < c0.cols; j++) {
    let state = column(c0, j);
    for (let k = 0; k < x.length; k++) {
      if (lengths === undefined || k < lengths[j])
        state = gruCellForward(column(x[k], j), state, parameters);
      for (let i = 0; i < c0.rows; i++) result[k].set(i, j, state.get(i, 0));
    }
  }
  return result;
}
