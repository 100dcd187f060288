// fails: white-space
// says: white space is kept as a token
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+|\s/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
