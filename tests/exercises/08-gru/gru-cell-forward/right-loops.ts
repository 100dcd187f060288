import { Matrix, type GruParameters } from 'unrolled';

export function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  const [n_a, m] = cPrev.shape;
  const ct = Matrix.zeros(n_a, m);
  const logistic = (z: number) => 1 / (1 + Math.exp(-z));
  for (let j = 0; j < m; j++) {
    const c = Array.from({ length: n_a }, (_, i) => cPrev.get(i, j));
    const x = Array.from({ length: xt.rows }, (_, i) => xt.get(i, j));
    const sum = (W: Matrix, b: Matrix, i: number, column: number[]) =>
      column.reduce((total, value, k) => total + W.get(i, k) * value, b.get(i, 0));
    const relevance = c.map((_, i) => logistic(sum(Wr, br, i, [...c, ...x])));
    c.forEach((old, i) => {
      const update = logistic(sum(Wu, bu, i, [...c, ...x]));
      const seen = c.map((value, k) => relevance[k] * value);
      const candidate = Math.tanh(sum(Wc, bc, i, [...seen, ...x]));
      ct.set(i, j, update * candidate + (1 - update) * old);
    });
  }
  return ct;
}
