// fails: one-length, ragged-lengths
// says: nothing is turned around
import {
  add,
  rnnBackward,
  sliceRows,
  type BothDirections,
  type Matrix,
  type RnnCache,
  type Unrolled,
} from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;

export function bidirectionalBackward(da: Matrix[], unrolled: BothDirections<UnrolledRnn>) {
  const n_a = da[0].rows / 2;
  const upper = da.map((dat) => sliceRows(dat, 0, n_a));
  const lower = da.map((dat) => sliceRows(dat, n_a, 2 * n_a));
  const { dx, ...forward } = rnnBackward(upper, unrolled.forward);
  const { dx: dxBack, ...backward } = rnnBackward(lower, unrolled.backward);
  return { dx: dx.map((dxt, k) => add(dxt, dxBack[k])), forward, backward };
}
