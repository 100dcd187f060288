// fails: fields, notes, bar-lines, white-space
// says: the key comes first
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [`K:${key}`, `M:${meter}`, `L:${unit}`, ...(body.match(sign) ?? [])];
}
