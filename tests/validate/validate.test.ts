import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercises } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { type Notebook, serialize } from '../../tools/src/notebook/notebook.js';
import { lessonId, lessonSource } from '../grade/classroom.js';
import { withSources } from '../grade/fixture.js';

const root = join(import.meta.dirname, '../..');

describe('unrolled validate', () => {
  let folder: string;
  let source: Notebook;
  let blank: Notebook;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-validate-'));
    source = await lessonSource();
    blank = studentCopy(source, exercises);
  });
  after(() => rm(folder, { recursive: true }));

  async function validate(content: string): Promise<{ code: unknown; text: string }> {
    const path = join(folder, 'mine.ipynb');
    await writeFile(path, content);
    return new Promise((resolve) => {
      const args = [join(root, 'tools/bin/unrolled.mjs'), 'validate', path];
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, text: stdout + stderr }),
      );
    });
  }
  const solutionOf = (id: string) => source.cells.find((cell) => cell.id === id)!.source;

  it('tells what is missing, what fails and why, and what was changed', async () => {
    const folderOfWrong = join(root, 'tests/exercises', lessonId, 'dense-forward');
    const wrong = await readFile(join(folderOfWrong, 'wrong-bias-missing.ts'), 'utf8');
    const { code, text } = await validate(
      serialize(
        withSources(blank, {
          'rnn-cell-forward': solutionOf('rnn-cell-forward'),
          'dense-forward': wrong.replace(/^export /gm, ''),
          'rnn-cell-forward-check': 'console.log("all right")',
        }),
      ),
    );
    assert.equal(code, 1, text);
    assert.match(text, /✓ rnnCellForward: 3 of 3 points/);
    assert.match(text, /✗ denseForward: 0 of \d points\n +.*by is left out/);
    assert.match(text, /✗ rnnForward: 0 of \d points\n +rnnForward was not written/);
    assert.match(text, /Note: The locked cell "rnn-cell-forward-check" was changed/);
  });

  it('ends with 0 where all is right, and says nothing of hidden cases', async () => {
    const { code, text } = await validate(serialize(source));
    assert.equal(code, 0, text);
    assert.match(
      text,
      new RegExp(`^${lessonId}: (\\d+) of \\1 points in the cases of the notebook`),
    );
    assert.doesNotMatch(text, /✗|hidden/);
  });

  it('ends with 2 where it is no notebook of the course', async () => {
    const stranger = { ...blank, metadata: { unrolled: { lesson: '../../etc', title: 'x' } } };
    for (const content of ['{', serialize(stranger)]) {
      const { code, text } = await validate(content);
      assert.equal(code, 2, text);
      assert.match(text, /^error: .*mine\.ipynb: it is /m);
    }
  });
});
