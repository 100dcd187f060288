import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Runs a program of node_modules over the whole course; it says itself what is wrong. */
function passes(script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', script), ...args],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(status, 0, `\n${stdout}${stderr}`);
}

describe('the sources', function () {
  this.timeout(300_000);

  it('pass eslint', () => passes('eslint/bin/eslint.js', '.'));

  it('are formatted by prettier', () => passes('prettier/bin/prettier.cjs', '--check', '.'));

  it('have an API reference without gaps', () =>
    passes('typedoc/bin/typedoc', '--options', 'lib/typedoc.json', '--emit', 'none'));

  it("compile, the tests' included", () => passes('typescript/bin/tsc', '-p', 'tests'));
});
