// fails: one-length, ragged-lengths
// says: has no da0
import { rnnBackward, type Matrix, type RnnCache, type Unrolled } from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Own = { dWax: Matrix; dWaa: Matrix; dba: Matrix };

export function deepRnnBackward(da: Matrix[], unrolled: UnrolledRnn[]) {
  const layers: Own[] = [];
  let above = da;
  for (let l = unrolled.length - 1; l >= 0; l--) {
    const { dx, dWax, dWaa, dba } = rnnBackward(above, unrolled[l]);
    layers[l] = { dWax, dWaa, dba };
    above = dx;
  }
  return { dx: above, layers };
}
