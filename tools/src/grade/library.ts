import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of the package `unrolled`. */
export const library = dirname(createRequire(import.meta.url).resolve('unrolled/package.json'));
