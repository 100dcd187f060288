// `npm start`: see commands/start.mjs.
import { withRecentNode } from './node-version.mjs';

withRecentNode(() => import('./commands/start.mjs'));
