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

export function gruForward(
  x: Matrix[],
  c0: Matrix,
  parameters: GruParameters,
  lengths?: number[],
): Matrix[] {
  if (x.length === 0) return [];
  const c1 = gruCellForward(x[0], c0, parameters);
  lengths?.forEach((length, j) => {
    for (let i = 0; i < c1.rows; i++) if (length <= 0) c1.set(i, j, c0.get(i, j));
  });
  const shorter = lengths?.map((length) => length - 1);
  return [c1, ...gruForward(x.slice(1), c1, parameters, shorter)];
}
