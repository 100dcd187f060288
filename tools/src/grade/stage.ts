import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { library } from './library.js';
import { everyoneCanPass, isAlive } from './sandbox/host.js';
import type { Program } from './sandbox/sandbox.js';

const require = createRequire(import.meta.url);

/**
 * The folder from which sandboxes are filled, made for one run of the grader: bundles of the
 * programs that run in them, in a place that every user id can read. Nothing in it is secret, and
 * nothing else is shown to a sandbox.
 */
export class Stage {
  private readonly workers = new Map<string, Promise<Program>>();
  private compilerProgram?: Promise<Program>;

  private constructor(readonly folder: string) {}

  static async create(): Promise<Stage> {
    const bases = [tmpdir(), '/tmp', '/var/tmp'];
    const base = await realpath(bases.find(everyoneCanPass) ?? tmpdir());
    await removeAbandoned(base);
    const folder = await mkdtemp(join(base, `unrolled-grade-${process.pid}-`));
    await chmod(folder, 0o755);
    return new Stage(folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The program that runs cells with these names of `unrolled`, and no others. */
  worker(allowed: readonly string[]): Promise<Program> {
    const names = [...new Set(['Matrix', ...allowed])].sort();
    const key = createHash('sha256').update(names.join()).digest('hex').slice(0, 16);
    const staged = this.workers.get(key) ?? this.stageWorker(`worker-${key}`, names);
    this.workers.set(key, staged);
    return staged;
  }

  /** The program that turns cells into JavaScript. */
  compiler(): Promise<Program> {
    return (this.compilerProgram ??= this.stageCompiler());
  }

  private async stageWorker(name: string, allowed: readonly string[]): Promise<Program> {
    const folder = join(this.folder, name);
    await bundle('worker/main', join(folder, 'main.cjs'), [onlyAllowed(allowed)]);
    return { folder, script: 'main.cjs', workingFolder: '.' };
  }

  /**
   * ```
   * tslab/dist/main.cjs     the program, where tslab expects to lie
   * tslab/dist/*.d.ts       what `import … from 'tslab'` declares
   * tslab/node_modules/     the TypeScript compiler with its own lib.*.d.ts
   * course/node_modules/    what other imports of cells declare
   * ```
   */
  private async stageCompiler(): Promise<Program> {
    const folder = join(this.folder, 'compiler');
    const script = 'tslab/dist/main.cjs';
    await bundle('compile/main', join(folder, script), [onlyAllowed(['Matrix'])], [typescript]);
    const tslab = dirname(require.resolve('tslab/package.json'));
    const compiler = dirname(createRequire(join(tslab, 'x')).resolve(`${typescript}/package.json`));
    const nodeTypes = dirname(typesOfNode());
    const undici = dirname(
      createRequire(join(nodeTypes, 'x')).resolve('undici-types/package.json'),
    );
    const modules = join(folder, 'course/node_modules');
    for (const [from, to] of [
      [tslab, join(folder, 'tslab')],
      [compiler, join(folder, 'tslab/node_modules', typescript)],
      [library, join(modules, 'unrolled')],
      [nodeTypes, join(modules, '@types/node')],
      [undici, join(modules, 'undici-types')],
    ]) {
      await cp(from, to, { recursive: true, filter: isDeclaration });
    }
    return { folder, script, workingFolder: 'course' };
  }
}

/** Removes the folders of graders that were killed and could not do it themselves. */
async function removeAbandoned(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const [, pid] = /^unrolled-grade-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(base, name);
    try {
      // Where everybody may write, only what is our own can't change while it is removed.
      if ((await lstat(folder)).uid !== process.getuid?.()) continue;
    } catch (error) {
      // Another grader may be doing the same.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw error;
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** The package of TypeScript that tslab compiles with. */
const typescript = '@tslab/typescript-for-tslab';

/** Folders, manifests and declarations, and the compiler; not what is installed below a package. */
async function isDeclaration(path: string): Promise<boolean> {
  const name = basename(path);
  if (name === 'node_modules' || name === 'src') return (await stat(path)).isFile();
  const isWanted = /\.d\.ts$|^package\.json$|^typescript\.js$/.test(name);
  return isWanted || (await stat(path)).isDirectory();
}

/** The declarations of Node that the kernel finds: the course's, or those that tslab brings. */
function typesOfNode(): string {
  try {
    return require.resolve('@types/node/package.json');
  } catch {
    return createRequire(require.resolve('tslab/package.json')).resolve('@types/node/package.json');
  }
}

/** @param entry beside this file, whether this is TypeScript or compiled. */
async function bundle(
  entry: string,
  outfile: string,
  plugins: esbuild.Plugin[],
  external: string[] = [],
): Promise<void> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  await mkdir(dirname(outfile), { recursive: true, mode: 0o755 });
  await esbuild.build({
    entryPoints: [fileURLToPath(new URL(`./${entry}${ending}`, import.meta.url))],
    outfile,
    plugins,
    external,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    // The settings are all here: no tsconfig decides what a grader runs.
    tsconfigRaw: {},
  });
}

/**
 * `unrolled` with the allowed names only: the code of the others is not in the bundle, and calling
 * one says so. Bundled from the library's source, because compiled CommonJS can't be taken apart.
 */
function onlyAllowed(allowed: readonly string[]): esbuild.Plugin {
  const refused = Object.keys(require('unrolled') as object).filter(
    (name) => !allowed.includes(name),
  );
  const contents = [
    `export { ${allowed.join(', ')} } from ${JSON.stringify(join(library, 'src/index.ts'))};`,
    'const refuse = (name) => function () {',
    "  throw new Error(`${name} can't be used in this exercise: write it yourself`);",
    '};',
    ...refused.map((name) => `export const ${name} = refuse('${name}');`),
  ].join('\n');
  return {
    name: 'only-allowed',
    setup(build) {
      build.onResolve({ filter: /^unrolled$/ }, () => ({ path: 'unrolled', namespace: 'allowed' }));
      build.onLoad({ filter: /.*/, namespace: 'allowed' }, () => ({
        contents,
        resolveDir: library,
      }));
      // What the library's files define, but nobody asks for, is left out.
      build.onResolve({ filter: /.*/ }, async (args) => {
        const inLibrary = args.importer.startsWith(library) || args.namespace === 'allowed';
        if (!inLibrary || args.pluginData === 'resolving') return undefined;
        const { importer, resolveDir, kind, namespace } = args;
        const options = { importer, resolveDir, kind, namespace, pluginData: 'resolving' };
        return { ...(await build.resolve(args.path, options)), sideEffects: false };
      });
    },
  };
}
