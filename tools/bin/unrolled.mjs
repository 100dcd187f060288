#!/usr/bin/env node
// The command `unrolled`. Its program is compiled TypeScript; without it there is one thing to do.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  console.error('unrolled: the tools are not built yet. Run `npm run setup` in the course folder.');
  process.exit(2);
}
await import(main);
