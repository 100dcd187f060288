import {
  add,
  hadamard,
  map,
  matmul,
  sigmoid,
  sliceColumns,
  subtract,
  tanh,
  type Matrix,
  type GruParameters,
} from 'unrolled';

export function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  const n_a = cPrev.rows;
  const product = (W: Matrix, c: Matrix, b: Matrix) =>
    add(matmul(sliceColumns(W, 0, n_a), c), matmul(sliceColumns(W, n_a, W.cols), xt), b);
  const gammaU = sigmoid(product(Wu, cPrev, bu));
  const gammaR = sigmoid(product(Wr, cPrev, br));
  const cTilde = tanh(product(Wc, hadamard(gammaR, cPrev), bc));
  const ones = map(gammaU, () => 1);
  return add(hadamard(subtract(ones, gammaU), cPrev), hadamard(gammaU, cTilde));
}
