// fails: fields, notes, bar-lines, white-space
// says: without their letters M:, L: and K:
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return [meter, unit, key, ...(body.match(sign) ?? [])];
}
