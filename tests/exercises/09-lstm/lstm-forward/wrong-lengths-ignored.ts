// fails: ragged-lengths
// says: lengths has no effect
import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

export function lstmForward(x: Matrix[], initial: LstmState, parameters: LstmParameters) {
  const a: Matrix[] = [];
  const c: Matrix[] = [];
  let aPrev = initial.a;
  let cPrev = initial.c;
  for (const xt of x) {
    const { at, ct } = lstmCellForward(xt, aPrev, cPrev, parameters);
    a.push(at);
    c.push(ct);
    aPrev = at;
    cPrev = ct;
  }
  return { a, c };
}

function lstmCellForward(xt: Matrix, aPrev: Matrix, cPrev: Matrix, parameters: LstmParameters) {
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
