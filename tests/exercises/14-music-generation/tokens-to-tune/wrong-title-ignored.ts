// fails: fields, body
// says: the title is always the same
import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[]): Tune {
  const [meter, unit, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { number: 1, title: 'Untitled', meter, unit, key, body: tokens.slice(3).join(' ') };
}
