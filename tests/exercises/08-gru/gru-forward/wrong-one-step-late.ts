// fails: ragged-lengths
// says: one step late
import {
  add,
  hadamard,
  map,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
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
  const c: Matrix[] = [];
  let cPrev = c0;
  x.forEach((xt, k) => {
    const ct = gruCellForward(xt, cPrev, parameters);
    lengths?.forEach((length, j) => {
      if (k <= length) return;
      for (let i = 0; i < ct.rows; i++) ct.set(i, j, cPrev.get(i, j));
    });
    c.push(ct);
    cPrev = ct;
  });
  return c;
}
