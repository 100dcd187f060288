// fails: notes
// says: of a length such as 3/2 only the 3 is kept
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*|[|:\]]+/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
