// fails: notes
// says: the accidentals ^ _ = are lost
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
