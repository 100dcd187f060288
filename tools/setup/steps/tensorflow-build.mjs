// PyPI's TensorFlow holds the same libraries that tfjs-node is made for, in a newer version, and can
// be had wherever pip works. The package brings its addon's source; a C++ compiler does the rest.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, venvProgram } from '../course.mjs';
import { DiskFull, Problem } from '../problem.mjs';
import { showing } from '../progress.mjs';
import { ask, run } from '../run.mjs';
import { addon, tfjsNode, versionOf } from './tensorflow-addon.mjs';

const TENSORFLOW = '2.21.0';

/** PyPI's names for the CPU's TensorFlow (arm64's has not been tried). The Python version is any. */
const wheels = {
  'linux-x64': { package: 'tensorflow-cpu', platform: 'manylinux_2_27_x86_64' },
  'linux-arm64': { package: 'tensorflow', platform: 'manylinux_2_27_aarch64' },
};
const machine = `${process.platform}-${process.arch}`;

const SPACE = 1.5e9;

/** The folder of the finished build: two libraries, and the addon that finds them beside itself. */
function builtFolder() {
  const { version } = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8'));
  return join(cacheFolder, `tfjs-node-${version}-tensorflow-${TENSORFLOW}-${machine}`);
}

/** Uses what an earlier set-up built, if it is there and loads here. */
export async function takeBuilt() {
  const file = join(builtFolder(), 'tfjs_binding.node');
  if (!existsSync(file)) return undefined;
  const version = await versionOf(file);
  mkdirSync(dirname(addon), { recursive: true });
  symlinkSync(file, addon);
  return version;
}

/** Makes the build and uses it. */
export async function build() {
  const wheel = wheels[machine];
  if (!wheel) throw new Problem(`Building tfjs-node works on Linux only, and this is ${machine}.`);
  const compiler = [process.env.CXX, 'c++', 'g++', 'clang++'].find(
    (name) => name && ask(name, ['--version']) !== undefined,
  );
  if (!compiler)
    throw new Problem(
      'Building tfjs-node needs a C++ compiler, and there is none. Debian, Ubuntu: sudo apt install g++; Fedora: sudo dnf install gcc-c++.',
    );
  mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned();
  const { bavail, bsize } = statfsSync(cacheFolder);
  if (bavail * bsize < SPACE)
    throw new DiskFull(
      `The disk is full: building tfjs-node takes ${SPACE / 1e9} GB in ${cacheFolder}, and ${((bavail * bsize) / 1e9).toFixed(1)} GB are free. Free some, or set XDG_CACHE_HOME to a folder on a larger disk, then run this again.`,
    );

  const workshop = join(cacheFolder, `${process.pid}.tmp`);
  mkdirSync(workshop);
  try {
    const file = await fetchWheel(wheel, workshop);
    await showing('tfjs-node: unpacking TensorFlow', (tell) =>
      run(venvProgram('python'), [unpack, file, workshop], { tell }),
    );
    await showing(`tfjs-node: compiling its addon (${compiler})`, () =>
      compile(compiler, workshop),
    );
    await versionOf(join(workshop, 'tfjs_binding.node'));
    rmSync(join(workshop, 'include'), { recursive: true });
    rmSync(builtFolder(), { recursive: true, force: true });
    renameSync(workshop, builtFolder());
    rmSync(dirname(file), { recursive: true });
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return takeBuilt();
}

const unpack = fileURLToPath(new URL('unpack_tensorflow.py', import.meta.url));

/** The wheel, by the reader's own pip settings; kept until the build is done. */
async function fetchWheel(wheel, workshop) {
  const downloads = join(cacheFolder, `tensorflow-${TENSORFLOW}-${machine}`);
  await showing('tfjs-node: TensorFlow from PyPI (274 MB, once)', (tell) =>
    run(
      venvProgram('python'),
      [
        ...['-m', 'pip', 'download', `${wheel.package}==${TENSORFLOW}`, '--dest', downloads],
        ...['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--no-input'],
        ...['--disable-pip-version-check', '--progress-bar=off'],
        ...['--implementation=cp', '--python-version=3.12', `--platform=${wheel.platform}`],
      ],
      // pip unpacks and renames on one disk, and what it leaves when it is killed goes with the rest.
      { tell, env: { ...process.env, TMPDIR: workshop } },
    ),
  );
  return join(
    downloads,
    readdirSync(downloads).find((name) => name.endsWith('.whl')),
  );
}

function compile(compiler, workshop) {
  const { include_dir: nodeHeaders } = createRequire(import.meta.url)('node-api-headers');
  return run(compiler, [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...[`-I${nodeHeaders}`, `-I${join(workshop, 'include')}`],
    ...[join(tfjsNode, 'binding', 'tfjs_backend.cc'), join(tfjsNode, 'binding', 'tfjs_binding.cc')],
    ...[`-L${workshop}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
    ...['-Wl,-rpath,$ORIGIN', '-o', join(workshop, 'tfjs_binding.node')],
  ]);
}

/** Workshops of builds that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(cacheFolder)) {
    const pid = /^(\d+)\.tmp$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid)))
      rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
