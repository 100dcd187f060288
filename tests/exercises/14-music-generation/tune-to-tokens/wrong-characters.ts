// fails: notes, bar-lines, white-space
// says: every character is a token
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...body.replace(/\s/g, '')];
}
