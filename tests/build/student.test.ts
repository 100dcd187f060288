import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { packStudentArchive } from '../../tools/src/build/zip.js';
import { courseRoot } from '../../tools/src/courseRoot.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import { addBias, Course, edited, lesson } from './fixture.js';

/** Every file below a folder with its content. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries((await Promise.all(read)).sort());
}

describe("building the students' notebooks", () => {
  const courses: Course[] = [];
  const courseOf = async (notebook: Notebook) => {
    const course = await Course.of(notebook);
    courses.push(course);
    return course;
  };
  after(() => Promise.all(courses.map((course) => course.remove())));

  it('makes the same bytes each time, wherever the course lies', async () => {
    const course = await courseOf(lesson());
    assert.deepEqual(await course.build(), []);
    const first = await contents(course.out);
    assert.deepEqual(Object.keys(first), [
      '/student.zip',
      '/student/00-getting-started.ipynb',
      '/student/images/00-boxes.svg',
    ]);
    assert.deepEqual(await course.build(), []);
    assert.deepEqual(await contents(course.out), first);
    const elsewhere = await course.copy();
    courses.push(elsewhere);
    assert.deepEqual(await elsewhere.build(), []);
    assert.deepEqual(await contents(elsewhere.out), first);
  });

  it('packs the kit without sources of lessons, tests and what tools leave behind', async () => {
    const course = await courseOf(lesson());
    for (const file of ['lib/src/a.ts', 'lib/dist/a.js', 'lib/node_modules/x.js', 'tests/t.ts']) {
      await mkdir(join(course.root, file, '..'), { recursive: true });
      await writeFile(join(course.root, file), file);
    }
    await writeFile(join(course.root, 'package.json'), '{}');
    await writeFile(join(course.root, '.npmrc'), 'ignore-scripts=true');
    assert.deepEqual(await course.build(), []);
    const files = unzipSync(await readFile(join(course.out, 'student.zip')));
    assert.deepEqual(Object.keys(files).sort(), [
      'unrolled-course/.npmrc',
      'unrolled-course/build/student/00-getting-started.ipynb',
      'unrolled-course/build/student/images/00-boxes.svg',
      'unrolled-course/lib/src/a.ts',
      'unrolled-course/package.json',
    ]);
  });

  it('packs what the README and the pages that go along lead to', async () => {
    const student = await mkdtemp(join(tmpdir(), 'unrolled-student-'));
    try {
      const files = unzipSync(await packStudentArchive({ root: courseRoot }, student));
      const pages = Object.keys(files).filter((path) => /^[^/]+\/([^/]+|docs\/.*)\.md$/.test(path));
      assert.ok(pages.includes('unrolled-course/README.md'), pages.join());
      const missing = pages.flatMap((page) =>
        [...strFromU8(files[page]).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
          .map(([, target]) => posix.join(posix.dirname(page), target))
          .filter((target) => !(target in files)),
      );
      assert.deepEqual(missing, []);
    } finally {
      await rm(student, { recursive: true });
    }
  });

  it('packs the same bytes in every time zone', async () => {
    const course = await courseOf(lesson());
    assert.deepEqual(await course.build(), []);
    const zone = process.env['TZ'];
    const archives = [];
    for (const name of ['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu']) {
      process.env['TZ'] = name;
      archives.push(await packStudentArchive(course, join(course.out, 'student')));
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    assert.deepEqual(archives[0], archives[1]);
    assert.deepEqual(archives[0], archives[2]);
  });

  const failures: [why: string, source: () => Notebook, message: RegExp][] = [
    [
      'gives the solution away',
      () => edited('text', () => 'sum.set(i, j, Z.get(i, j) + b.get(i, 0));'),
      /exercise add-bias: its solution stands in text/,
    ],
    [
      'has a solution region without an end',
      () => edited('add-bias', (text) => text.replace('// END SOLUTION', '')),
      /cell add-bias: the region begun in line 2 has no END/,
    ],
    [
      'lacks a graded cell',
      () => {
        const notebook = lesson();
        const cells = notebook.cells.filter(({ id }) => id !== 'add-bias-check');
        return { ...notebook, cells };
      },
      /exercise add-bias has 1 solution cells and 0 check cells/,
    ],
    [
      'shows a picture that is not there',
      () => edited('demo', (text) => `${text}\n\n![A cell](images/no-such.svg)`),
      /images\/no-such\.svg is not there/,
    ],
    [
      'shows a picture from outside',
      () => edited('demo', (text) => `${text}\n\n![A cell](../../secret.svg)`),
      /secret\.svg lies outside/,
    ],
    [
      'has an equation that is not LaTeX',
      () => edited('demo', (text) => `${text}\n\n$\\frac{a$`),
      /cell demo: the equation \\frac/,
    ],
    [
      'is not tidy',
      () => {
        const notebook = lesson();
        return { ...notebook, metadata: { ...notebook.metadata, editor: 'some' } };
      },
      /not in canonical form: run `npx unrolled tidy`/,
    ],
  ];
  for (const [why, source, message] of failures) {
    it(`fails where a lesson ${why}, and leaves what was built before`, async () => {
      const course = await courseOf(lesson());
      assert.deepEqual(await course.build(), []);
      const before = await contents(course.out);
      await course.write(source());
      const problems = await course.build();
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(problems[0]?.lesson, addBias.lesson);
      assert.match(problems[0]?.message ?? '', message);
      assert.deepEqual(await contents(course.out), before);
    });
  }

  it('keeps the other lessons where some are named, and drops gone ones where none is', async () => {
    const course = await courseOf(lesson());
    await mkdir(join(course.out, 'student'), { recursive: true });
    await writeFile(join(course.out, 'student', '01-other.ipynb'), '{}');
    await course.build({ keepOthers: true });
    assert.ok('/student/01-other.ipynb' in (await contents(course.out)));
    await course.build();
    assert.ok(!('/student/01-other.ipynb' in (await contents(course.out))));
  });

  it('says of a notebook that is not JSON what is wrong with it', async () => {
    const course = await courseOf(lesson());
    await writeFile(join(course.root, 'notebooks', `${addBias.lesson}.ipynb`), '{ "cells": ] }');
    const problems = await course.build();
    assert.match(
      problems[0]?.message ?? '',
      /^notebooks\/00-getting-started.ipynb: not JSON: .*cells/,
    );
  });
});

describe('unrolled build', () => {
  const unrolled = (...args: string[]) =>
    spawnSync(process.execPath, ['tools/bin/unrolled.mjs', 'build', ...args], { encoding: 'utf8' });

  it('answers misuse with exit status 2 and what it knows', () => {
    const noLesson = unrolled('77-no-such');
    assert.equal(noLesson.status, 2);
    assert.match(noLesson.stderr, /there is no lesson 77-no-such; there are/);
    assert.equal(unrolled('--no-such-flag').status, 2);
  });
});
