import { readVerified } from './verified';

/**
 * 29,693 first names of children born in the United States in 2018, the most frequent first (US
 * Social Security Administration, public domain): liam, emma, noah … In small letters a to z, from 2
 * to 15 of them.
 *
 * @throws Error where the file is missing or was changed
 */
export function firstNames(): string[] {
  return readVerified('names', 'names.txt').toString('ascii').trimEnd().split('\n');
}
