import {
  add,
  rnnBackward,
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
  const lengths = [...unrolled.forward.lengths!];
  const n_a = unrolled.forward.states[0].a.rows;
  const there = rnnBackward(
    da.map((dat) => sliceRows(dat, 0, n_a)),
    unrolled.forward,
  );
  const back = rnnBackward(
    reverseSequence(da, lengths).map((dat) => sliceRows(dat, n_a, dat.rows)),
    unrolled.backward,
  );
  const dxBack = reverseSequence(back.dx, lengths);
  const own = ({ da0, dWax, dWaa, dba }: typeof there) => ({ da0, dWax, dWaa, dba });
  return {
    dx: there.dx.map((dxt, k) => add(dxt, dxBack[k])),
    forward: own(there),
    backward: own(back),
  };
}
