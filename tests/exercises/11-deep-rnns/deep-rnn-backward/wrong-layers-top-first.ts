// fails: one-length, ragged-lengths
// says: listed from the top down
import { rnnBackward, type Matrix, type RnnCache, type Unrolled } from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

export function deepRnnBackward(da: Matrix[], unrolled: UnrolledRnn[]) {
  const layers: Own[] = [];
  let above = da;
  for (let l = unrolled.length - 1; l >= 0; l--) {
    const { dx, ...own } = rnnBackward(above, unrolled[l]);
    layers.push(own);
    above = dx;
  }
  return { dx: above, layers };
}
