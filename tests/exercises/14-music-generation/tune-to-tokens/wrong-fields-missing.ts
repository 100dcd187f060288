// fails: fields, notes, bar-lines, white-space
// says: meter, unit and key are missing
import type { Tune } from 'unrolled';

export function tuneToTokens({ body }: Tune): string[] {
  const sign = /(?:\^\^?|__?|=)?[A-Ga-gz][,']*\d*(?:\/\d*)?|[|:\]]+/g;
  return body.match(sign) ?? [];
}
