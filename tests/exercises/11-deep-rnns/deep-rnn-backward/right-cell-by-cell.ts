import { add, rnnCellBackward, scale, type Matrix, type RnnCache, type Unrolled } from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

export function deepRnnBackward(da: Matrix[], unrolled: UnrolledRnn[]) {
  const layers: Own[] = [];
  let above = da;
  for (const { caches, lengths } of [...unrolled].reverse()) {
    const select = (k: number, live: Matrix, ended: Matrix) => {
      const result = live.clone();
      lengths!.forEach((length, j) => {
        if (k < length) return;
        for (let i = 0; i < result.rows; i++) result.set(i, j, ended.get(i, j));
      });
      return result;
    };
    const { Wax, Waa, ba } = caches[0].parameters;
    let [dWax, dWaa, dba] = [scale(Wax, 0), scale(Waa, 0), scale(ba, 0)];
    let da0 = scale(above[0], 0);
    const dx: Matrix[] = [];
    for (let k = caches.length - 1; k >= 0; k--) {
      const full = add(above[k], da0);
      const step = rnnCellBackward(select(k, full, scale(full, 0)), caches[k]);
      dx[k] = step.dxt;
      dWax = add(dWax, step.dWax);
      dWaa = add(dWaa, step.dWaa);
      dba = add(dba, step.dba);
      da0 = select(k, step.daPrev, full);
    }
    layers.unshift({ da0, dWax, dWaa, dba });
    above = dx;
  }
  return { dx: above, layers };
}
