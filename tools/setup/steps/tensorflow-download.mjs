import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { urlToHttpOptions } from 'node:url';
import { root } from '../course.mjs';
import { showing } from '../progress.mjs';
import { run } from '../run.mjs';
import { addon, tfjsNode, versionOf } from './tensorflow-addon.mjs';

const PROBE_MS = 5_000;
const DOWNLOAD_MS = 15 * 60_000;

/** Runs tfjs-node's own install script, which fetches TensorFlow and the addon. */
export async function download() {
  await showing('tfjs-node (official download)', async (tell) => {
    await probe();
    const bin = join(root, 'node_modules', '.bin');
    await run(process.execPath, [join('scripts', 'install.js')], {
      cwd: tfjsNode,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
      tell,
      timeout: DOWNLOAD_MS,
    });
  });
  return versionOf(addon);
}

/** Asks the host for a sign of life, the way the script will: the script itself waits for ever. */
function probe() {
  const { env } = process;
  const host =
    env.TFJS_NODE_BASE_URI ||
    env.TFJS_NODE_CDN_STORAGE ||
    env.CDN_STORAGE ||
    'https://storage.googleapis.com/';
  const proxy = env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy;
  const HttpsProxyAgent = createRequire(join(tfjsNode, 'package.json'))('https-proxy-agent');
  return new Promise((resolve, reject) => {
    const request = (host.startsWith('https') ? https : http).request(
      // The proxy agent replaces `request` by one that takes options only.
      {
        ...urlToHttpOptions(new URL(host)),
        method: 'HEAD',
        ...(proxy && { agent: new HttpsProxyAgent(proxy) }),
      },
      (response) => resolve(response.resume()),
    );
    request.setTimeout(PROBE_MS, () =>
      request.destroy(new Error(`ETIMEDOUT: ${host} did not answer within ${PROBE_MS / 1000} s`)),
    );
    request.on('error', reject);
    request.end();
  });
}
