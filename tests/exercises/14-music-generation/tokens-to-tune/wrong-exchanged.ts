// fails: fields, body
// says: meter and unit are exchanged
import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Tune {
  const [unit, meter, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { number: 1, title, meter, unit, key, body: tokens.slice(3).join(' ') };
}
