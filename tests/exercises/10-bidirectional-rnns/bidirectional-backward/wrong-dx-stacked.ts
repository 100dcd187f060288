// fails: one-length, ragged-lengths
// says: but must be
import {
  rnnBackward,
  sliceRows,
  vstack,
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
  const { lengths } = unrolled.forward;
  const n_a = da[0].rows / 2;
  const upper = da.map((dat) => sliceRows(dat, 0, n_a));
  const lower = da.map((dat) => sliceRows(dat, n_a, 2 * n_a));
  const { dx, ...forward } = rnnBackward(upper, unrolled.forward);
  const turned = reverseSequence(lower, lengths && [...lengths]);
  const { dx: dxBack, ...backward } = rnnBackward(turned, unrolled.backward);
  const aligned = reverseSequence(dxBack, lengths && [...lengths]);
  return { dx: dx.map((dxt, k) => vstack(dxt, aligned[k])), forward, backward };
}
