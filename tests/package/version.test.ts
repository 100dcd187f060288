import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const packageOf = (name: string) => JSON.parse(read(name)) as { version: string };

describe("the course's version", () => {
  const { version } = packageOf('package.json');

  it("is the library's, the tools' and the lock file's", () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { version: string }>;
    };
    const versions = {
      lib: packageOf('lib/package.json').version,
      tools: packageOf('tools/package.json').version,
      locked: packages[''].version,
      'locked lib': packages['lib'].version,
      'locked tools': packages['tools'].version,
    };
    for (const [where, its] of Object.entries(versions)) assert.equal(its, version, where);
  });

  it('is the newest in the changelog, and a semantic version', () => {
    assert.match(version, /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/);
    const [, newest] = /^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d|not released yet)$/m.exec(
      read('CHANGELOG.md'),
    )!;
    assert.equal(newest, version);
  });
});
