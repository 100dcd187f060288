import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';
import { lastLine } from './python.js';

/** Run in a process of its own, which a library that does not fit this machine may take down. */
const probe = `
const { tf } = require('unrolled/checks');
const product = tf.matMul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).arraySync();
console.log(JSON.stringify({ backend: tf.getBackend(), version: tf.version['tfjs-core'], product }));
`;

const probeFormat = z.object({
  backend: z.string(),
  version: z.string(),
  product: z.array(z.array(z.number())),
});

/** What set-up notes when it has installed tfjs-node, or could not. */
const recordFormat = z.object({
  route: z.enum(['official', 'built', 'pure-js']),
  tensorflow: z.string().optional(),
  reasons: z.array(z.string()).optional(),
});

export const tensorflow: Examination = {
  id: 'tfjs-node',
  title: 'tfjs-node',
  async examine() {
    let output: string;
    try {
      const run = promisify(execFile);
      ({ stdout: output } = await run(process.execPath, ['-e', probe], {
        cwd: courseRoot,
        timeout: 60_000,
      }));
    } catch (error) {
      return {
        status: 'problem',
        found: `tf.js does not load: ${lastLine(error)}`,
        remedy: 'Run `npm ci`, then `npm run setup`.',
      };
    }
    const { backend, version, product } = probeFormat.parse(JSON.parse(output));
    if (JSON.stringify(product) !== '[[19,22],[43,50]]')
      return {
        status: 'problem',
        found: `tf.js ${version} (${backend}) multiplies wrongly: ${JSON.stringify(product)}`,
        remedy:
          'Delete node_modules/@tensorflow/tfjs-node and the folder `unrolled` in your cache (~/.cache), then `npm run setup`.',
      };
    const record = readRecord();
    if (backend !== 'tensorflow')
      return {
        status: 'warning',
        found: `plain JavaScript (tf.js ${version}): same results, training about 25 times slower`,
        remedy: [...(record?.reasons ?? []), 'Then `npm run setup` tries again.'].join(' '),
      };
    const route =
      record?.route === 'built'
        ? "built from PyPI's TensorFlow"
        : 'official download of TensorFlow';
    return {
      status: 'ok',
      found: `${version}, ${route} ${record?.tensorflow ?? ''}`.trimEnd() + '; multiplies matrices',
    };
  },
};

function readRecord(): z.infer<typeof recordFormat> | undefined {
  const file = join(courseRoot, 'node_modules', '@tensorflow', 'tfjs-node', 'unrolled-route.json');
  return existsSync(file) ? recordFormat.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
