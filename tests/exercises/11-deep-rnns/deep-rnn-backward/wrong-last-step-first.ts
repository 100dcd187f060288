// fails: one-length, ragged-lengths
// says: last step first
import { rnnBackward, type Matrix, type RnnCache, type Unrolled } from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

export function deepRnnBackward(da: Matrix[], unrolled: UnrolledRnn[]) {
  const layers: Own[] = [];
  let above = da;
  for (let l = unrolled.length - 1; l >= 0; l--) {
    const { dx, ...own } = rnnBackward(above, unrolled[l]);
    layers[l] = own;
    above = [...dx].reverse();
  }
  return { dx: [...above].reverse(), layers };
}
