import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../support/needs.js';
import { Checkout, offline } from './checkout.js';

const hasCompiler = spawnSync('c++', ['--version']).status === 0;
const builds = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'unrolled');

describe('the routes to tfjs-node', function () {
  this.timeout(120_000);
  let checkout: Checkout;
  const tfjsNode = (...names: string[]) =>
    checkout.path('node_modules', '@tensorflow', 'tfjs-node', ...names);
  const route = () =>
    JSON.parse(readFileSync(tfjsNode('unrolled-route.json'), 'utf8')) as Record<string, unknown>;

  /** A checkout in which everything is set up but tfjs-node. */
  beforeEach(() => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    for (const name of ['lib', 'deps', 'unrolled-route.json'])
      rmSync(tfjsNode(name), { recursive: true, force: true });
  });
  afterEach(() => checkout.remove());

  it('begin with the official download, and check that its library loads', async function () {
    needs(this, hasCompiler, 'a C++ compiler, for a stand-in of the library');
    const tensorflow = archive('deps', 'lib/libtensorflow.so', 'stand-in');
    const addon = archive('addon', 'napi-v8/tfjs_binding.node', standInAddon());
    const server = createServer((request, response) =>
      response.end(request.url?.includes('/libtensorflow-') ? tensorflow : addon),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const { status, output } = await checkout.run('setup', {
        env: {
          ...offline(checkout.path('cache')),
          TFJS_NODE_CDN_STORAGE: `${host}/`,
          TFJS_NODE_BASE_URI: `${host}/libtensorflow-`,
          npm_config_tfjs_binding_binary_host_mirror: host,
        },
      });
      assert.equal(status, 0, output);
      assert.deepEqual(route(), { route: 'official', tensorflow: '2.9.1-stand-in' });
    } finally {
      server.close();
    }
  });

  it('go on to the build that an earlier set-up left, without any network', async function () {
    needs(this, existsSync(builds), "a build of tfjs-node in the user's cache folder");
    const { npm_config_registry, PIP_INDEX_URL, TFJS_NODE_CDN_STORAGE } = offline('');
    const { status, output } = await checkout.run('setup', {
      env: { npm_config_registry, PIP_INDEX_URL, TFJS_NODE_CDN_STORAGE },
    });
    assert.equal(status, 0, output);
    assert.equal(route().route, 'built');
    const matmul = `
      const { tf } = require('unrolled/checks');
      console.log(tf.getBackend(), ...tf.matMul([[1, 2]], [[3], [4]]).dataSync());`;
    const used = spawnSync(process.execPath, ['-e', matmul], { cwd: checkout.folder });
    assert.equal(used.stdout.toString().trim(), 'tensorflow 11');
  });

  it('end with plain JavaScript and a loud warning, which names what failed', async () => {
    const env = offline(checkout.path('cache'));
    const first = await checkout.run('setup', { env });
    assert.equal(first.status, 0, first.output);
    assert.match(first.output, /WARNING: tfjs-node could not be installed/);
    assert.match(first.output, /can't be reached \(downloading tfjs-node\)/);
    assert.match(first.output, hasCompiler ? /can't be reached \(building/ : /C\+\+ compiler/);
    assert.equal(route().route, 'pure-js');
  });

  it('name the missing compiler', async () => {
    const env = offline(checkout.path('cache'));
    const { output } = await checkout.run('setup', { env: { ...env, PATH: '/nowhere', CXX: '' } });
    assert.match(output, /needs a C\+\+ compiler, and there is none.*sudo apt install g\+\+/);
  });

  /** A .tar.gz of one file, which the receiver unpacks without the first `folder`, or with it. */
  function archive(folder: string, name: string, content: string | Buffer): Buffer {
    const base = checkout.path('archives', folder);
    mkdirSync(join(base, name, '..'), { recursive: true });
    writeFileSync(join(base, name), content);
    return spawnSync('tar', ['-cz', '-C', base, name.split('/')[0]]).stdout;
  }

  /** A native addon that says of itself that it is TensorFlow. */
  function standInAddon(): Buffer {
    const headers = createRequire(import.meta.url)('node-api-headers') as { include_dir: string };
    const source = checkout.path('addon.cc');
    writeFileSync(
      source,
      `#include <node_api.h>
      NAPI_MODULE_INIT() {
        napi_value version;
        napi_create_string_utf8(env, "2.9.1-stand-in", NAPI_AUTO_LENGTH, &version);
        napi_set_named_property(env, exports, "TF_Version", version);
        return exports;
      }`,
    );
    const made = checkout.path('addon.node');
    const options = ['-shared', '-fPIC', `-I${headers.include_dir}`, source, '-o', made];
    const compiled = spawnSync('c++', options, { encoding: 'utf8' });
    assert.equal(compiled.status, 0, compiled.stderr);
    return readFileSync(made);
  }
});
