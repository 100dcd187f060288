// fails: fields, body
// says: tune has no number
import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Omit<Tune, 'number'> {
  const [meter, unit, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { title, meter, unit, key, body: tokens.slice(3).join(' ') };
}
