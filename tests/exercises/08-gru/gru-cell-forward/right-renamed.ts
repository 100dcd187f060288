import {
  add,
  hadamard,
  matmul,
  sigmoid,
  subtract,
  tanh,
  vstack,
  type Matrix,
  type GruParameters,
} from 'unrolled';

// In the notation of other papers.
export function gruCellForward(x: Matrix, h: Matrix, p: GruParameters) {
  const gate = (W: Matrix, b: Matrix) => sigmoid(add(matmul(W, vstack(h, x)), b));
  const r = gate(p.Wr, p.br);
  const z = gate(p.Wu, p.bu);
  const proposal = tanh(add(matmul(p.Wc, vstack(hadamard(r, h), x)), p.bc));
  return add(h, hadamard(z, subtract(proposal, h)));
}
