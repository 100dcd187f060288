import {
  Matrix,
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
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
  const gammaU = sigmoid(add(matmul(Wu, stacked), matmul(diagonal(pu), cPrev), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), matmul(diagonal(pf), cPrev), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), matmul(diagonal(po), cPrev), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}

function diagonal(p: Matrix): Matrix {
  const D = Matrix.zeros(p.rows, p.rows);
  for (let i = 0; i < p.rows; i++) D.set(i, i, p.get(i, 0));
  return D;
}
