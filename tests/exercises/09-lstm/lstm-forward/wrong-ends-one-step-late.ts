// fails: ragged-lengths
// says: one step late
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

export function lstmForward(
  x: Matrix[],
  initial: LstmState,
  parameters: LstmParameters,
  lengths?: number[],
) {
  const a: Matrix[] = [];
  const c: Matrix[] = [];
  let aPrev = initial.a;
  let cPrev = initial.c;
  x.forEach((xt, k) => {
    const step = lstmCellForward(xt, aPrev, cPrev, parameters);
    const at = step.at;
    const ct = step.ct;
    lengths?.forEach((length, j) => {
      if (!(k > length)) return;
      for (let i = 0; i < at.rows; i++) {
        at.set(i, j, aPrev.get(i, j));
        ct.set(i, j, cPrev.get(i, j));
      }
    });
    a.push(at);
    c.push(ct);
    aPrev = at;
    cPrev = ct;
  });
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
