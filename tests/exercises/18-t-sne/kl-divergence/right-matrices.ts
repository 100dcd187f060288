import { add, hadamard, map, Matrix, matmul, scale, transpose } from 'unrolled';

export function klDivergence(P: Matrix, Y: Matrix): number {
  const N = Y.cols;
  const inner = matmul(transpose(Y), Y);
  const lengths = Matrix.from(
    Array.from({ length: N }, (_, i) => Array.from({ length: N }, () => inner.get(i, i))),
  );
  const D = add(lengths, transpose(lengths), scale(inner, -2));
  let k = 0;
  const W = map(D, (squared) => (k++ % (N + 1) === 0 ? 0 : 1 / (1 + Math.max(0, squared))));
  const total = [...W.data].reduce((sum, w) => sum + w, 0);
  // p log p − p log w + p log Z, and 0 log 0 = 0
  const plogp = map(P, (p) => (p > 0 ? p * Math.log(p) : 0));
  const cross = hadamard(
    P,
    map(W, (w) => (w > 0 ? Math.log(w / total) : 0)),
  );
  const sumUp = ({ data }: Matrix) => [...data].reduce((a, b) => a + b, 0);
  return sumUp(plogp) - sumUp(cross);
}
