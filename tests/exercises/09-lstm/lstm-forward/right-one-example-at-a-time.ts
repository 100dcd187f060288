import {
  add,
  hadamard,
  matmul,
  sigmoid,
  sliceColumns,
  tanh,
  vstack,
  Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

export function lstmForward(
  x: Matrix[],
  initial: LstmState,
  parameters: LstmParameters,
  lengths?: number[],
) {
  const T = x.length;
  const n_a = initial.a.rows;
  const m = x[0].cols;
  const a = x.map(() => Matrix.zeros(n_a, m));
  const c = x.map(() => Matrix.zeros(n_a, m));
  for (let j = 0; j < m; j++) {
    let at = sliceColumns(initial.a, j, j + 1);
    let ct = sliceColumns(initial.c, j, j + 1);
    for (let t = 0; t < T; t++) {
      if (!lengths || t < lengths[j]) {
        const step = lstmCellForward(sliceColumns(x[t], j, j + 1), at, ct, parameters);
        at = step.at;
        ct = step.ct;
      }
      for (let i = 0; i < n_a; i++) {
        a[t].set(i, j, at.get(i, 0));
        c[t].set(i, j, ct.get(i, 0));
      }
    }
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
