import {
  add,
  hadamard,
  map,
  matmul,
  sliceRows,
  vstack,
  type LstmParameters,
  type Matrix,
} from 'unrolled';

// One product for all four, as frameworks do it.
export function lstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  { Wu, bu, Wf, bf, Wo, bo, Wc, bc }: LstmParameters,
) {
  const n = aPrev.rows;
  const z = add(matmul(vstack(Wu, Wf, Wo, Wc), vstack(aPrev, xt)), vstack(bu, bf, bo, bc));
  const gate = (k: number) =>
    map(sliceRows(z, k * n, (k + 1) * n), (value) => 1 / (1 + Math.exp(-value)));
  const cTilde = map(sliceRows(z, 3 * n, 4 * n), Math.tanh);
  const ct = add(hadamard(gate(0), cTilde), hadamard(gate(1), cPrev));
  return { at: hadamard(gate(2), map(ct, Math.tanh)), ct };
}
