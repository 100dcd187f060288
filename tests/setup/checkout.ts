import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

export const root = join(import.meta.dirname, '../..');

/** A copy of the course that a test may spoil. */
export class Checkout {
  readonly folder = mkdtempSync(join(tmpdir(), 'unrolled-checkout-'));

  /** @param parts what of this machine's set-up it has already. */
  constructor(...parts: ('node_modules' | '.venv' | 'dist')[]) {
    for (const name of ['package.json', 'package-lock.json', '.npmrc', 'notebooks', 'datasets'])
      this.copy(name);
    for (const name of ['tsconfig.json', 'tsconfig.base.json', 'lib', 'tools'])
      this.copy(name, parts.includes('dist') ? /node_modules/ : /node_modules|dist$|tsbuildinfo$/);
    if (parts.includes('node_modules'))
      for (const folder of ['node_modules', 'lib/node_modules', 'tools/node_modules'])
        if (existsSync(join(root, folder))) this.borrowPackages(folder);
    if (parts.includes('.venv')) this.borrowPython();
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Runs `node tools/setup/<script>.mjs` to its end. */
  run(
    script: 'setup' | 'start' | 'test',
    { env = {}, args = [], wrapper = [] }: RunOptions = {},
  ): Promise<{ status: number | null; output: string; seconds: number }> {
    const [command, ...rest] = [
      ...wrapper,
      process.execPath,
      this.path('tools', 'setup', `${script}.mjs`),
      ...args,
    ];
    const start = performance.now();
    const child = spawn(command, rest, { env: { ...process.env, ...env }, cwd: this.folder });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) =>
        resolve({ status, output, seconds: (performance.now() - start) / 1000 }),
      );
    });
  }

  /** Puts the files of an archive for students in place of the course's; what set-up made stays. */
  becomeStudents(archive: Uint8Array): void {
    const made = ['node_modules', '.venv', 'dist', 'tsconfig.tsbuildinfo'];
    const isMade = (name: string) => made.includes(name);
    const remove = (folder: string, except: (name: string) => boolean) => {
      for (const name of readdirSync(this.path(folder)))
        if (!except(name)) rmSync(this.path(folder, name), { recursive: true });
    };
    remove('.', (name) => isMade(name) || name === 'lib' || name === 'tools');
    for (const folder of ['lib', 'tools']) remove(folder, isMade);
    for (const [name, content] of Object.entries(unzipSync(archive))) {
      const path = this.path(name.replace(/^[^/]*\//, ''));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private copy(name: string, except?: RegExp): void {
    if (!existsSync(join(root, name))) return;
    cpSync(join(root, name), this.path(name), {
      recursive: true,
      preserveTimestamps: true,
      filter: (source) => !except?.test(source.slice(root.length)),
    });
  }

  /** Links to the installed packages; those of the course, and the one that set-up changes, apart. */
  private borrowPackages(folder: string): void {
    mkdirSync(this.path(folder), { recursive: true });
    for (const name of readdirSync(join(root, folder))) {
      const [from, to] = [join(root, folder, name), this.path(folder, name)];
      if (name === '@tensorflow') this.borrowPackages(join(folder, name));
      else if (name === 'tfjs-node' || name === '.package-lock.json')
        cpSync(from, to, {
          recursive: true,
          filter: (path) => !/tfjs-node.(lib|deps)$/.test(path),
        });
      else symlinkSync(lstatSync(from).isSymbolicLink() ? readlinkSync(from) : from, to);
    }
  }

  /** An environment with the packages of the real one, and kernelspecs of its own. */
  private borrowPython(): void {
    mkdirSync(this.path('.venv'));
    for (const name of ['bin', 'lib', 'include'])
      symlinkSync(join(root, '.venv', name), this.path('.venv', name));
    for (const name of ['pyvenv.cfg', 'unrolled-requirements.sha256'])
      copyFileSync(join(root, '.venv', name), this.path('.venv', name));
    for (const name of ['lab', 'labextensions'])
      cpSync(
        join(root, '.venv', 'share', 'jupyter', name),
        this.path('.venv/share/jupyter', name),
        {
          recursive: true,
        },
      );
  }
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /** A command that runs the command that follows it. */
  readonly wrapper?: readonly string[];
}

/** Settings under which no package can be had from anywhere, at once. */
export function offline(cache: string): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9/';
  return {
    npm_config_registry: nowhere,
    npm_config_cache: join(cache, 'npm'),
    npm_config_fetch_retries: '0',
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: nowhere,
    PIP_EXTRA_INDEX_URL: '',
    PIP_FIND_LINKS: '',
    PIP_RETRIES: '1',
    PIP_CACHE_DIR: join(cache, 'pip'),
    TFJS_NODE_CDN_STORAGE: nowhere,
    XDG_CACHE_HOME: cache,
  };
}

/** A command that sees this machine with a change of its file system, or undefined without bwrap. */
export function sandboxed(...change: string[]): string[] | undefined {
  const wrapper = ['bwrap', '--dev-bind', '/', '/', ...change, '--'];
  return spawnSync(wrapper[0], [...wrapper.slice(1), 'true']).status === 0 ? wrapper : undefined;
}
