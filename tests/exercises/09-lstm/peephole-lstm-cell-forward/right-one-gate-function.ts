import {
  add,
  hadamard,
  matmul,
  scaleRows,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type PeepholeLstmParameters,
} from 'unrolled';

export function peepholeLstmCellForward(
  x: Matrix,
  a: Matrix,
  c: Matrix,
  q: PeepholeLstmParameters,
) {
  const sum = (W: Matrix, b: Matrix) => add(matmul(W, vstack(a, x)), b);
  const gate = (W: Matrix, b: Matrix, p: Matrix) => sigmoid(add(sum(W, b), scaleRows(c, p)));
  const added = hadamard(gate(q.Wu, q.bu, q.pu), tanh(sum(q.Wc, q.bc)));
  const ct = add(added, hadamard(gate(q.Wf, q.bf, q.pf), c));
  return { ct, at: hadamard(gate(q.Wo, q.bo, q.po), tanh(ct)) };
}
