import { add, hadamard, map, matmul, Matrix, sumColumns, transpose, type RnnCache } from 'unrolled';

/** 1 − a² where the step is real, 0 in the padding; and the padding's own mask. */
function masksAt(t: number, at: Matrix, lengths: number[] | undefined) {
  const rows = at.toArray();
  const ended = Matrix.from(
    rows.map((row) => row.map((_, j) => (lengths !== undefined && t >= lengths[j] ? 1 : 0))),
  );
  const slope = hadamard(
    map(at, (a) => 1 - a ** 2),
    map(ended, (bit) => 1 - bit),
  );
  return { ended, slope };
}

export const rnnBackward = (da: Matrix[], caches: RnnCache[], lengths?: number[]) => {
  const { Wax, Waa } = caches[0].parameters;
  const [WaxT, WaaT] = [transpose(Wax), transpose(Waa)];
  let carried = map(da[0], () => 0);
  const dz = caches.map(() => carried);
  for (let t = da.length; t-- > 0;) {
    const { ended, slope } = masksAt(t, caches[t].at, lengths);
    const all = add(carried, da[t]);
    dz[t] = hadamard(all, slope);
    carried = add(matmul(WaaT, dz[t]), hadamard(ended, all));
  }
  const total = (terms: Matrix[]) => terms.reduce((sum, term) => add(sum, term));
  return {
    da0: carried,
    dx: dz.map((dzt) => matmul(WaxT, dzt)),
    dWax: total(dz.map((dzt, t) => matmul(dzt, transpose(caches[t].xt)))),
    dWaa: total(dz.map((dzt, t) => matmul(dzt, transpose(caches[t].aPrev)))),
    dba: total(dz.map(sumColumns)),
  };
};
