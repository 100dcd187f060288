import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { latenessOf } from '../../tools/src/grade/deadlines.js';
import { findSubmissions } from '../../tools/src/grade/submissions.js';

const lesson = '02-recurrent-networks';
const deadlines = { [lesson]: '2026-10-12T23:59:00+02:00' };

describe('deadlines', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-deadlines-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function put(path: string, content: string | Uint8Array, time?: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    if (time !== undefined) await utimes(join(folder, path), new Date(time), new Date(time));
  }
  /** As nbgrader collects a notebook, with this timestamp.txt. */
  async function collect(student: string, timestamp?: string): Promise<void> {
    await put(`submitted/${student}/${lesson}/${lesson}.ipynb`, '{}', '2030-01-01T00:00:00Z');
    if (timestamp !== undefined)
      await put(`submitted/${student}/${lesson}/timestamp.txt`, timestamp);
  }
  async function lateness(fileTimes = false, due: Record<string, string> = deadlines) {
    return latenessOf(await findSubmissions(folder, [lesson]), due, fileTimes);
  }

  it("are held against nbgrader's timestamps, whatever their zone", async () => {
    await collect('a-in-time', '2026-10-12 21:58:59.999999 UTC\n');
    await collect('b-late', '2026-10-12 21:59:01.500000 UTC');
    await collect('c-without-zone', '2026-10-13 21:59:00.000000 ');
    await collect('d-elsewhere', '2026-10-15 01:59:00 +0400');
    const { late, warnings } = await lateness();
    assert.deepEqual(warnings, []);
    assert.deepEqual(late.map(({ student }) => student), ['b-late', 'c-without-zone', 'd-elsewhere']); // prettier-ignore
    assert.ok(late[0].days > 0 && late[0].days < 0.001);
    assert.equal(late[1].days, 1);
    assert.equal(late[2].days, 2);
  });

  it('count nobody as late whose time is not known, and say so', async () => {
    await collect('a-nameless-zone', '2027-01-01 00:00:00 CET');
    await collect('b-no-day', '2027-02-30 00:00:00 UTC and so on');
    await collect('c-none');
    await put(`submitted/d-huge/${lesson}/${lesson}.ipynb`, '{}');
    await put(`submitted/d-huge/${lesson}/timestamp.txt`, '2'.repeat(5000));
    await collect('e-no-file');
    await mkdir(join(folder, `submitted/e-no-file/${lesson}/timestamp.txt`));
    const { late, warnings } = await lateness();
    assert.deepEqual(late, []);
    assert.equal(warnings.length, 5, warnings.join('\n'));
    assert.match(warnings[0], /^a-nameless-zone, .*says "2027-01-01 00:00:00 CET", not a time/);
    assert.match(warnings[2], /^d-huge, .*timestamp\.txt is larger/);
    assert.match(warnings[3], /^e-no-file, .*timestamp\.txt is not a regular file/);
    assert.match(warnings[4], /^02-.* has a deadline, but nothing tells .* by 1 of the students/);
    assert.deepEqual(await lateness(false, {}), { late: [], warnings: [] });
  });

  it("believe a file's time only when asked, and no timestamp.txt of a student's own", async () => {
    await put(`ada/${lesson}.ipynb`, '{}', '2026-10-13T12:00:00Z');
    await put(`bob/${lesson}/${lesson}.ipynb`, '{}', '2026-10-14T12:00:00Z');
    await put(`bob/${lesson}/timestamp.txt`, '2026-01-01 00:00:00 UTC');
    const archive = zipSync({ [`${lesson}.ipynb`]: Buffer.from('{}') });
    await put('cleo.zip', archive, '2026-10-15T12:00:00Z');
    assert.deepEqual((await lateness()).late, []);
    const { late } = await lateness(true);
    assert.deepEqual(
      late.map(({ student, days }) => [student, Math.ceil(days)]),
      [
        ['ada', 1],
        ['bob', 2],
        ['cleo', 3],
      ],
    );
  });

  it("take nbgrader's word before a file's time", async () => {
    await collect('ada', '2026-10-01 00:00:00 UTC');
    assert.deepEqual(await lateness(true), { late: [], warnings: [] });
  });
});
