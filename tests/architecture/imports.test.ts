import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const root = join(import.meta.dirname, '../..');

/** The rules broken by the files below `folder`, in the form "rule: from → to". */
async function violations(folder: string): Promise<string[]> {
  const rules = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['lib', 'tools'], { ...rules, baseDir: folder });
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
  );
}

describe('import directions', () => {
  it('hold all over lib and tools', async function () {
    this.timeout(60_000);
    assert.deepEqual(await violations(root), []);
  });

  it('are refused where a file breaks them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unrolled-imports-'));
    const files = {
      'lib/src/tensor/matrix.ts': "import '../cells/rnn';",
      'lib/src/cells/rnn.ts': "import '../../../tools/src/main';",
      'lib/src/index.ts': "import './checks/index';",
      'lib/src/checks/index.ts': 'export {};',
      'tools/src/main.ts': 'export {};',
    };
    try {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      assert.deepEqual((await violations(folder)).sort(), [
        'lib-not-to-tools: lib/src/cells/rnn.ts → tools/src/main.ts',
        'lib-tensor: lib/src/tensor/matrix.ts → lib/src/cells/rnn.ts',
        'tfjs-only-in-checks: lib/src/index.ts → lib/src/checks/index.ts',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("import 'unrolled' loads neither tf.js nor tslab", () => {
    const script = `require('unrolled'); console.log(Object.keys(require.cache).join('\\n'))`;
    const loaded = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    assert.match(loaded, /tensor[\\/]matrix\.js/);
    assert.doesNotMatch(loaded, /tensorflow|tslab|checks/);
  });
});
