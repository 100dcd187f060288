// What mocha loads before the tests, in the copy of the course that Stryker has mutated: there they
// run the sources, when they import 'unrolled', and not what was once compiled of them.
import { resolve } from 'node:path';

process.env.TSX_TSCONFIG_PATH = resolve('tests/mutation/tsconfig.json');
await import('tsx');
