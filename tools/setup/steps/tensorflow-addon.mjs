import { join } from 'node:path';
import { root } from '../course.mjs';
import { run } from '../run.mjs';

export const tfjsNode = join(root, 'node_modules', '@tensorflow', 'tfjs-node');

/** Where tfjs-node looks for its native half. */
export const addon = join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node');

/** Loads an addon in a process of its own, which it may well crash, and returns TensorFlow's version. */
export async function versionOf(file) {
  const output = await run(
    process.execPath,
    ['-e', 'process.stdout.write(require(process.argv[1]).TF_Version)', file],
    { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }, timeout: 60_000 },
  );
  return output.trim();
}
