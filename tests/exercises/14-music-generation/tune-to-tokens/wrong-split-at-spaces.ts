// fails: notes, bar-lines, white-space
// says: the body is only split at white space
import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  return [
    `M:${meter}`,
    `L:${unit}`,
    `K:${key}`,
    ...body.split(/\s+/).filter((token) => token !== ''),
  ];
}
