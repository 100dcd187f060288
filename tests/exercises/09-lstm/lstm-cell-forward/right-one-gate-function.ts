import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type LstmParameters,
  type Matrix,
} from 'unrolled';

export function lstmCellForward(x: Matrix, a: Matrix, c: Matrix, p: LstmParameters) {
  const weighted = (W: Matrix, b: Matrix) => add(matmul(W, vstack(a, x)), b);
  const kept = hadamard(sigmoid(weighted(p.Wf, p.bf)), c);
  const added = hadamard(sigmoid(weighted(p.Wu, p.bu)), tanh(weighted(p.Wc, p.bc)));
  const memory = add(kept, added);
  return { ct: memory, at: hadamard(sigmoid(weighted(p.Wo, p.bo)), tanh(memory)) };
}
