// fails: fields, body
// says: the first note is lost
import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Tune {
  const [meter, unit, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { number: 1, title, meter, unit, key, body: tokens.slice(4).join(' ') };
}
