import { Matrix, type GruCache } from 'unrolled';

export function gruCellBackward(dct: Matrix, cache: GruCache) {
  const { xt, cPrev, gammaU, gammaR, cTilde, parameters } = cache;
  const { Wu, Wr, Wc } = parameters;
  const [n_a, m] = cPrev.shape;
  const zeros = (A: Matrix) => Matrix.zeros(A.rows, A.cols);
  const bias = () => Matrix.zeros(n_a, 1);
  const gradients = {
    dxt: zeros(xt),
    dcPrev: zeros(cPrev),
    dWu: zeros(Wu),
    dbu: bias(),
    dWr: zeros(Wr),
    dbr: bias(),
    dWc: zeros(Wc),
    dbc: bias(),
  };
  const increase = (A: Matrix, i: number, j: number, by: number) => A.set(i, j, A.get(i, j) + by);
  for (let j = 0; j < m; j++) {
    const column = (k: number) => (k < n_a ? cPrev.get(k, j) : xt.get(k - n_a, j));
    const passDown = (k: number, d: number) =>
      k < n_a ? increase(gradients.dcPrev, k, j, d) : increase(gradients.dxt, k - n_a, j, d);
    const dGamma = new Array<number>(n_a).fill(0);
    for (let i = 0; i < n_a; i++) {
      const [d, u, c] = [dct.get(i, j), gammaU.get(i, j), cTilde.get(i, j)];
      increase(gradients.dcPrev, i, j, d * (1 - u));
      const dzc = d * u * (1 - c ** 2);
      const dzu = d * (c - cPrev.get(i, j)) * u * (1 - u);
      increase(gradients.dbc, i, 0, dzc);
      increase(gradients.dbu, i, 0, dzu);
      for (let k = 0; k < Wc.cols; k++) {
        const relevance = k < n_a ? gammaR.get(k, j) : 1;
        increase(gradients.dWc, i, k, dzc * relevance * column(k));
        increase(gradients.dWu, i, k, dzu * column(k));
        passDown(k, Wc.get(i, k) * dzc * relevance + Wu.get(i, k) * dzu);
        if (k < n_a) dGamma[k] += Wc.get(i, k) * dzc * column(k);
      }
    }
    dGamma.forEach((d, i) => {
      const dzr = d * gammaR.get(i, j) * (1 - gammaR.get(i, j));
      increase(gradients.dbr, i, 0, dzr);
      for (let k = 0; k < Wr.cols; k++) {
        increase(gradients.dWr, i, k, dzr * column(k));
        passDown(k, Wr.get(i, k) * dzr);
      }
    });
  }
  return gradients;
}
