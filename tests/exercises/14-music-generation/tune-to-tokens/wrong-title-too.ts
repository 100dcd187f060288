// fails: fields, notes, bar-lines, white-space
// says: the title is a token, too
import type { Tune } from 'unrolled';

export function tuneToTokens({ title, meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [`T:${title}`, `M:${meter}`, `L:${unit}`, `K:${key}`, ...(body.match(sign) ?? [])];
}
