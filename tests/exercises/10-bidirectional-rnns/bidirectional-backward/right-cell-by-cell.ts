import {
  add,
  rnnCellBackward,
  scale,
  sliceRows,
  type BothDirections,
  type Matrix,
  type RnnCache,
  type Unrolled,
} from 'unrolled';

function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((xt, k) => {
    const reversed = xt.clone();
    for (let j = 0; j < xt.cols; j++) {
      const length = lengths?.[j] ?? x.length;
      if (k >= length) continue;
      for (let i = 0; i < xt.rows; i++) reversed.set(i, j, x[length - 1 - k].get(i, j));
    }
    return reversed;
  });
}

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;

export function bidirectionalBackward(da: Matrix[], unrolled: BothDirections<UnrolledRnn>) {
  const n_a = da[0].rows / 2;
  const walk = (own: UnrolledRnn, dOwn: Matrix[]) => {
    const lengths = own.lengths!;
    const select = (k: number, live: Matrix, ended: Matrix) => {
      const result = live.clone();
      lengths.forEach((length, j) => {
        if (k < length) return;
        for (let i = 0; i < result.rows; i++) result.set(i, j, ended.get(i, j));
      });
      return result;
    };
    const { Wax, Waa, ba } = own.caches[0].parameters;
    let [dWax, dWaa, dba] = [scale(Wax, 0), scale(Waa, 0), scale(ba, 0)];
    let da0 = scale(dOwn[0], 0);
    const dx: Matrix[] = [];
    for (let k = dOwn.length - 1; k >= 0; k--) {
      const full = add(dOwn[k], da0);
      const step = rnnCellBackward(select(k, full, scale(full, 0)), own.caches[k]);
      dx[k] = step.dxt;
      dWax = add(dWax, step.dWax);
      dWaa = add(dWaa, step.dWaa);
      dba = add(dba, step.dba);
      da0 = select(k, step.daPrev, full);
    }
    return { dx, da0, dWax, dWaa, dba };
  };
  const lengths = [...unrolled.forward.lengths!];
  const upper = da.map((dat) => sliceRows(dat, 0, n_a));
  const lower = da.map((dat) => sliceRows(dat, n_a, 2 * n_a));
  const { dx, ...forward } = walk(unrolled.forward, upper);
  const { dx: dxBack, ...backward } = walk(unrolled.backward, reverseSequence(lower, lengths));
  const aligned = reverseSequence(dxBack, lengths);
  return { dx: dx.map((dxt, k) => add(dxt, aligned[k])), forward, backward };
}
