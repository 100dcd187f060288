import {
  add,
  hadamard,
  map,
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
  let state = initial;
  const states = x.map((xt, k) => {
    const { at, ct } = lstmCellForward(xt, state.a, state.c, parameters);
    const live = Matrix.zeros(at.rows, at.cols);
    for (let i = 0; i < at.rows; i++) {
      for (let j = 0; j < at.cols; j++) live.set(i, j, Number(!lengths || k < lengths[j]));
    }
    const ended = map(live, (one) => 1 - one);
    const blend = (now: Matrix, before: Matrix) =>
      add(hadamard(live, now), hadamard(ended, before));
    state = { a: blend(at, state.a), c: blend(ct, state.c) };
    return state;
  });
  return { a: states.map((one) => one.a), c: states.map((one) => one.c) };
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
