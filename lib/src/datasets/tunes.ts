import type { Tune } from '../language/abc/tune';
import { parseAbc } from './abc';
import { readVerified } from './verified';

/**
 * 15 well-known melodies in ABC notation, such as Frère Jacques and the Ode to Joy (made for this
 * course, CC0).
 *
 * @throws Error where the file is missing or was changed
 */
export function tunes(): Tune[] {
  return parseAbc(readVerified('tunes', 'tunes.abc').toString('utf8'), 'tunes.abc');
}
