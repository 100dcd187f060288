// `npm run setup`: see commands/setup.mjs.
import { withRecentNode } from './node-version.mjs';

withRecentNode(() => import('./commands/setup.mjs'));
