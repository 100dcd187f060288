import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../course.mjs';
import { CommandFailed, explain, Problem } from '../problem.mjs';
import { showing } from '../progress.mjs';
import { run } from '../run.mjs';

/** Compiles the kernel, lib and tools where a source is newer than what was made of it. */
export async function compile() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const build = (...options) =>
    run(process.execPath, [tsc, '-b', '--pretty', 'false', ...options], { cwd: root });
  try {
    // Before tsc, which compiles the module that this makes.
    await run(process.execPath, [join(root, 'lib', 'kernel', 'build.mjs')], { cwd: root });
    // tsc trusts its record of the last build, which a deleted dist folder does not reach.
    const made = ['lib/dist/index.js', 'tools/dist/main.js'].every((file) =>
      existsSync(join(root, file)),
    );
    if (!made) await showing('The library and its tools (tsc)', () => build('--force'));
    else if (/would (build|update)/.test(await build('--dry')))
      await showing('The library and its tools (tsc)', () => build());
  } catch (error) {
    if (!(error instanceof CommandFailed && /error (TS|AS)\d+/i.test(error.output)))
      throw explain(error, 'compiling the library');
    throw Object.assign(
      new Problem(
        'The sources in lib or tools do not compile: the compiler says above where. Mend them, or take them back with `git checkout`, then run this again.',
      ),
      { output: error.output },
    );
  }
}
