import { zipSync } from 'fflate';
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fingerprint, GradeCache } from '../../tools/src/grade/cache.js';
import { readSeed, SeedError } from '../../tools/src/grade/seed.js';
import { SubmissionError } from '../../tools/src/grade/submissionError.js';
import { findSubmissions } from '../../tools/src/grade/submissions.js';
import { ArchiveError, unpackNotebooks } from '../../tools/src/grade/unpack.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { handedOut, lessonId } from './fixture.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unrolled-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string | Uint8Array = '{}') {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function found(lessons = [lessonId]) {
  const submissions = await findSubmissions(folder, lessons);
  return Promise.all(
    submissions.map(async ({ student, lesson, notes, read }) => {
      try {
        return { student, lesson, notes, content: Buffer.from(await read()).toString() };
      } catch (error) {
        assert.ok(error instanceof SubmissionError, String(error));
        return { student, lesson, notes, problem: error.message };
      }
    }),
  );
}

describe('findSubmissions', () => {
  it('finds notebooks in folders, in zip files and in nbgrader’s tree', async () => {
    await write(`ada/${lessonId}.ipynb`, 'of ada');
    await write('bob.zip', zipSync({ [`x/${lessonId}.ipynb`]: Buffer.from('of bob') }));
    await write(`cleo/${lessonId}/${lessonId}.ipynb`, 'of cleo');
    await write(`cleo/.ipynb_checkpoints/${lessonId}-checkpoint.ipynb`, 'old');
    await write('.DS_Store');
    const expected = ['ada', 'bob', 'cleo'].map((student) => ({ student, lesson: lessonId, notes: [], content: `of ${student}` })); // prettier-ignore
    assert.deepEqual(await found(), expected);
  });

  it('looks into submitted/ of an nbgrader course', async () => {
    await write(`submitted/ada/${lessonId}/${lessonId}.ipynb`, 'of ada');
    await write(`source/${lessonId}/${lessonId}.ipynb`, 'the teacher’s');
    assert.deepEqual(
      (await found()).map(({ student }) => student),
      ['ada'],
    );
  });

  it('recognises a renamed notebook, and counts the one of the right name', async () => {
    await write('ada/mine (1).ipynb', serialize(handedOut()));
    assert.equal((await found())[0].lesson, lessonId);
    await write(`ada/${lessonId}.ipynb`, 'the right name');
    const [only, ...others] = await found();
    assert.equal(only.content, 'the right name');
    assert.match(only.notes[0], /more than once/);
    assert.deepEqual(others, []);
  });

  it('loses nobody, whatever was handed in', async () => {
    await mkdir(join(folder, 'empty'));
    await write('other/homework.ipynb', 'x');
    await write('no-zip.zip', 'x');
    await write('flat.ipynb');
    await mkdir(join(folder, 'link'));
    await symlink('/etc/passwd', join(folder, 'link', `${lessonId}.ipynb`));
    await mkdir(join(folder, 'folder', `${lessonId}.ipynb`), { recursive: true });
    assert.deepEqual(
      (await found()).map(({ student, problem }) => [student, problem?.replace(/:.*/, '')]),
      [
        ['empty', 'no notebook was handed in'],
        ['flat', "flat.ipynb lies in no student's folder"],
        ['folder', 'no notebook was handed in'],
        ['link', `${lessonId}.ipynb is not a regular file`],
        ['no-zip', 'it is not a zip file'],
        ['other', 'homework.ipynb is none of the lessons that are graded'],
      ],
    );
  });
});

describe('unpackNotebooks', () => {
  const mebibyte = 2 ** 20;

  it('takes notebooks only, by their paths as they are', () => {
    const archive = zipSync({ '../../a.ipynb': Buffer.from('a'), 'b.txt': Buffer.from('b') });
    const unpacked = unpackNotebooks(archive, mebibyte);
    assert.deepEqual([...unpacked.keys()], ['../../a.ipynb']);
  });

  it('stops a bomb before it has gone off', () => {
    const bomb = zipSync({ 'a.ipynb': new Uint8Array(40 * mebibyte) });
    assert.throws(() => unpackNotebooks(bomb, mebibyte), ArchiveError);
    const many = zipSync(Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`${i}.ipynb`, new Uint8Array(1)]))); // prettier-ignore
    assert.throws(() => unpackNotebooks(many, mebibyte), /more than 1000 files/);
  });

  it('says of a damaged file that it is damaged', () => {
    const archive = zipSync({ 'a.ipynb': Buffer.from('{"cells": []}'.repeat(100)) });
    assert.throws(() => unpackNotebooks(archive.subarray(0, 60), mebibyte), /damaged/);
  });
});

describe('the seed', () => {
  it('is made once, for its owner’s eyes only', async () => {
    const path = join(folder, 'deep/seed');
    const seeds = await Promise.all([1, 2, 3].map(() => readSeed(path, true)));
    assert.equal(seeds[0].length, 32);
    assert.deepEqual(seeds[1], seeds[0]);
    assert.deepEqual(seeds[2], seeds[0]);
    assert.deepEqual(await readdir(dirname(path)), ['seed']);
  });

  it('is refused where others can read it, where it is no seed, or where it is not there', async () => {
    const path = join(folder, 'seed');
    await assert.rejects(readSeed(path, false), SeedError);
    await readSeed(path, true);
    await chmod(path, 0o644);
    await assert.rejects(readSeed(path, false), /chmod 600/);
    await writeFile(path, 'password');
    await chmod(path, 0o600);
    await assert.rejects(readSeed(path, false), /64 hexadecimal digits/);
  });
});

describe('GradeCache', () => {
  const grade = { score: 1, max: 2, exercises: [], notes: ['a note'] };
  const cache = (version = 'v1', seed = 's') => new GradeCache(folder, Buffer.from(seed), version);

  it('gives back what it was given, and nothing for anything else', async () => {
    await cache().set(cache().key('lesson', 'work'), grade);
    assert.deepEqual(await cache().get(cache().key('lesson', 'work')), grade);
    for (const other of [
      cache().key('lesson', 'other'),
      cache().key('lessonwork', ''),
      cache('v2').key('lesson', 'work'),
      cache('v1', 'other seed').key('lesson', 'work'),
    ]) {
      assert.equal(await cache().get(other), undefined);
    }
  });

  it('takes a damaged file for none', async () => {
    const key = cache().key('x');
    await cache().set(key, grade);
    const path = join(folder, key.slice(0, 2), `${key}.json`);
    for (const damage of ['', '{"score": 100}', (await readFile(path, 'utf8')).slice(0, -5)]) {
      await writeFile(path, damage);
      assert.equal(await cache().get(key), undefined);
    }
  });
});

describe('fingerprint', () => {
  it('changes with any file, its content and its name', async () => {
    await write('a/b.js', '1');
    const first = await fingerprint([folder]);
    assert.equal(await fingerprint([folder]), first);
    await write('a/b.js', '2');
    const second = await fingerprint([folder]);
    await write('a/c.js', '');
    assert.equal(new Set([first, second, await fingerprint([folder])]).size, 3);
  });
});
