// fails: notes
// says: the lengths are lost
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*|[|:\]]+/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
