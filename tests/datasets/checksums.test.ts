import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const datasets = join(import.meta.dirname, '../../datasets');
const papers = ['LICENSE', 'SOURCE', 'SHA256SUMS'];

/** The sum of each file that SHA256SUMS lists. */
function listed(folder: string): Map<string, string> {
  const lines = readFileSync(join(datasets, folder, 'SHA256SUMS'), 'utf8')
    .trimEnd()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [, sum, file] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      assert.ok(file, `datasets/${folder}/SHA256SUMS: ${line}`);
      return [file, sum];
    }),
  );
}

describe('datasets/', () => {
  const folders = readdirSync(datasets, { withFileTypes: true }).filter((it) => it.isDirectory());
  for (const { name: folder } of folders) {
    describe(folder, () => {
      const files = readdirSync(join(datasets, folder)).filter((file) => !papers.includes(file));

      it('has a licence, its source, and a checksum for each of its files', () => {
        for (const paper of papers) {
          assert.ok(readFileSync(join(datasets, folder, paper), 'utf8').trim().length > 50, paper);
        }
        assert.deepEqual([...listed(folder).keys()].sort(), files.sort());
      });

      it('says of each file where it comes from', () => {
        const source = readFileSync(join(datasets, folder, 'SOURCE'), 'utf8');
        assert.match(source, /^Where from {3}\S/m);
        for (const file of files) assert.ok(source.includes(file), `SOURCE does not name ${file}`);
      });

      it('is unchanged', () => {
        for (const [file, sum] of listed(folder)) {
          const content = readFileSync(join(datasets, folder, file));
          assert.equal(createHash('sha256').update(content).digest('hex'), sum, file);
        }
      });
    });
  }
});
