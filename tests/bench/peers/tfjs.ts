import { createRequire } from 'node:module';
import { PeerMissing } from '../benchmark.js';

// TensorFlow's faster kernels, which the library does without because they round differently.
process.env.TF_ENABLE_ONEDNN_OPTS = '1';

/** tf.js on the native library. @throws PeerMissing where set-up could not get that. */
export async function tensorflow() {
  const { tf } = await import('unrolled/checks');
  if (tf.getBackend() !== 'tensorflow') {
    throw new PeerMissing(
      '`npm run setup` installs it, and `npx unrolled doctor` says why it failed',
    );
  }
  const { version } = createRequire(import.meta.url)('@tensorflow/tfjs-node/package.json') as {
    version: string;
  };
  return { tf, name: `tf.js ${version} on tfjs-node` };
}
