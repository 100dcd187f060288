import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as TypeScript from '@tslab/typescript-for-tslab';
import type * as ConverterModule from 'tslab/dist/converter.js';
import type * as ExecutorModule from 'tslab/dist/executor.js';
import type * as JupyterModule from 'tslab/dist/jupyter.js';

/*
 * The parts of the pinned tslab that the kernel is built on. They are loaded here and nowhere else,
 * because the order matters: the compiler has to become patchable before tslab takes hold of it.
 */

const require = createRequire(import.meta.url);

export const tslabFolder = dirname(require.resolve('tslab/package.json'));
const fromTslab = createRequire(join(tslabFolder, 'dist', 'main.js'));

/** tslab's own TypeScript, untouched. */
export const stockTs = fromTslab('@tslab/typescript-for-tslab') as typeof TypeScript;

/** The same, as the object that tslab calls it by: functions in it can be replaced. */
export const ts = { ...stockTs };
const compiler = fromTslab.cache[fromTslab.resolve('@tslab/typescript-for-tslab')];
if (!compiler) throw new Error('Node did not keep the compiler that it had just loaded.');
compiler.exports = ts;

export const { createConverter, isCompleteCode } = fromTslab(
  './converter.js',
) as typeof ConverterModule;

export const { createExecutor } = fromTslab('./executor.js') as typeof ExecutorModule;

/** A mutable module: `display` of tslab reads its `lastWriteDisplayData` at every call. */
export const jupyter = fromTslab('./jupyter.js') as {
  -readonly [Name in keyof typeof JupyterModule]: (typeof JupyterModule)[Name];
};
