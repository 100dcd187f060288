// fails: fields, notes, bar-lines, white-space
// says: the unit is missing
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [`M:${meter}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
