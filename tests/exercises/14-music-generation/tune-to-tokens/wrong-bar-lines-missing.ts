// fails: bar-lines, white-space
// says: the bar lines are left out
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
