import {
  add,
  hadamard,
  matmul,
  sigmoid,
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
  const a: Matrix[] = [];
  const c: Matrix[] = [];
  let { a: aPrev, c: cPrev } = initial;
  for (let t = 1; t <= x.length; t++) {
    const { at, ct } = lstmCellForward(x[t - 1], aPrev, cPrev, parameters);
    const select = (live: Matrix, before: Matrix) => {
      const result = Matrix.zeros(live.rows, live.cols);
      for (let j = 0; j < live.cols; j++) {
        const source = lengths !== undefined && t > lengths[j] ? before : live;
        for (let i = 0; i < live.rows; i++) result.set(i, j, source.get(i, j));
      }
      return result;
    };
    aPrev = select(at, aPrev);
    cPrev = select(ct, cPrev);
    a.push(aPrev);
    c.push(cPrev);
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
