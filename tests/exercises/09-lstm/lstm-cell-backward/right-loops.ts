import { Matrix, type LstmCache } from 'unrolled';

export function lstmCellBackward(dat: Matrix, dct: Matrix, cache: LstmCache) {
  const { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters } = cache;
  const { Wu, Wf, Wo, Wc, bu } = parameters;
  const like = ({ rows, cols }: Matrix) => Matrix.zeros(rows, cols);
  const [dxt, daPrev, dcPrev] = [xt, aPrev, cPrev].map(like);
  const [dWu, dWf, dWo, dWc] = [Wu, Wf, Wo, Wc].map(like);
  const [dbu, dbf, dbo, dbc] = [bu, bu, bu, bu].map(like);
  const grow = (A: Matrix, i: number, j: number, by: number) => A.set(i, j, A.get(i, j) + by);
  for (let j = 0; j < dat.cols; j++) {
    for (let i = 0; i < dat.rows; i++) {
      const [u, f, o] = [gammaU, gammaF, gammaO].map((gate) => gate.get(i, j));
      const da = dat.get(i, j);
      const dc = dct.get(i, j) + da * o * (1 - tanhC.get(i, j) ** 2);
      dcPrev.set(i, j, dc * f);
      const sums: [W: Matrix, dW: Matrix, db: Matrix, dz: number][] = [
        [Wu, dWu, dbu, dc * cTilde.get(i, j) * u * (1 - u)],
        [Wf, dWf, dbf, dc * cPrev.get(i, j) * f * (1 - f)],
        [Wo, dWo, dbo, da * tanhC.get(i, j) * o * (1 - o)],
        [Wc, dWc, dbc, dc * u * (1 - cTilde.get(i, j) ** 2)],
      ];
      for (const [W, dW, db, dz] of sums) {
        grow(db, i, 0, dz);
        for (let k = 0; k < W.cols; k++) {
          const own = k < aPrev.rows;
          const row = own ? k : k - aPrev.rows;
          grow(dW, i, k, dz * (own ? aPrev : xt).get(row, j));
          grow(own ? daPrev : dxt, row, j, dz * W.get(i, k));
        }
      }
    }
  }
  return { dxt, daPrev, dcPrev, dWu, dbu, dWf, dbf, dWo, dbo, dWc, dbc };
}
