// fails: values, one-example
// says: weighs the product
import {
  add,
  hadamard,
  map,
  matmul,
  sigmoid,
  sliceColumns,
  tanh,
  vstack,
  type Matrix,
  type GruParameters,
} from 'unrolled';

export function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaR = sigmoid(add(matmul(Wr, stacked), br));
  const cTilde = tanh(
    add(
      hadamard(gammaR, matmul(sliceColumns(Wc, 0, cPrev.rows), cPrev)),
      matmul(sliceColumns(Wc, cPrev.rows, Wc.cols), xt),
      bc,
    ),
  );
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
