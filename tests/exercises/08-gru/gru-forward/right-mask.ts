import {
  Matrix,
  add,
  hadamard,
  map,
  matmul,
  sigmoid,
  subtract,
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
  let state = c0;
  return x.map((xt, k) => {
    const next = gruCellForward(xt, state, parameters);
    const live = Matrix.zeros(next.rows, next.cols);
    for (let j = 0; j < next.cols; j++) {
      for (let i = 0; i < next.rows; i++) live.set(i, j, k < (lengths?.[j] ?? Infinity) ? 1 : 0);
    }
    state = add(state, hadamard(live, subtract(next, state)));
    return state;
  });
}
