import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type PeepholeLstmParameters,
} from 'unrolled';

export function peepholeLstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: PeepholeLstmParameters,
) {
  const { Wu, bu, pu, Wf, bf, pf, Wo, bo, po, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), peek(pu, cPrev), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), peek(pf, cPrev), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), peek(po, cPrev), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}

function peek(p: Matrix, c: Matrix): Matrix {
  const result = c.clone();
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.cols; j++) result.set(i, j, p.get(i, 0) * c.get(i, j));
  }
  return result;
}
