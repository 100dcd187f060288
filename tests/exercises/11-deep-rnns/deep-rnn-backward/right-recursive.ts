import { rnnBackward, type Matrix, type RnnCache, type Unrolled } from 'unrolled';

type UnrolledRnn = Unrolled<{ readonly a: Matrix }, RnnCache>;
type Own = { da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

export function deepRnnBackward(
  da: Matrix[],
  unrolled: UnrolledRnn[],
): { dx: Matrix[]; layers: Own[] } {
  const top = unrolled[unrolled.length - 1];
  const { dx, da0, dWax, dWaa, dba } = rnnBackward(da, top);
  const own = { da0, dWax, dWaa, dba };
  const rest = unrolled.slice(0, -1);
  if (rest.length === 0) return { dx, layers: [own] };
  const below = deepRnnBackward(dx, rest);
  return { dx: below.dx, layers: [...below.layers, own] };
}
