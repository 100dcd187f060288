// fails: notes
// says: the octave's marks , and ' are lost
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.replace(/[,']/g, '').match(sign) ?? [])];
}
