// fails: fields
// says: of the key only the first character is kept
import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Tune {
  const [meter, unit, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { number: 1, title, meter, unit, key: key[0], body: tokens.slice(3).join(' ') };
}
