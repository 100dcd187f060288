// `npm test`: see commands/test.mjs.
import { withRecentNode } from './node-version.mjs';

withRecentNode(() => import('./commands/test.mjs'));
