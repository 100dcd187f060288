/**
 * `npm run bench:grading -- [--class N]`: a class's notebooks graded here and by nbgrader.
 * `npm run bench:grading -- --submissions N [--minutes M]`: so many only here, with the grader's
 * memory and speed over time; stopped after M minutes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../../tools/src/build/build.js';
import { openCourse } from '../../tools/src/course/course.js';
import { findLessons } from '../../tools/src/notebook/lessons.js';
import { statusOf } from '../../tools/src/grade/sandbox/host.js';
import { gradesFile } from '../../tools/src/grade/report/json.js';
import { lessonId } from '../grade/classroom.js';
import { root } from '../kernel/testKernel.js';
import { nbgrader } from '../nbgrader/environment.js';
import { freshSeed, handIn } from './honestClass.js';

const { values } = parseArgs({
  options: {
    class: { type: 'string', default: '40' },
    submissions: { type: 'string' },
    minutes: { type: 'string', default: '12' },
  },
});
const size = Number(values.submissions ?? values.class);
const folder = await mkdtemp(join(tmpdir(), 'unrolled-bench-grading-'));
try {
  if (values.submissions === undefined) await compareWithNbgrader();
  else await watchAlone(Number(values.minutes));
} finally {
  await rm(folder, { recursive: true });
}

async function compareWithNbgrader(): Promise<void> {
  const course = await makeCourse();
  await handIn(join(course, 'submitted'), size);
  nbgrader(course, 'generate_assignment', lessonId);

  const command = await gradeCommand(course);
  const ours = seconds(() => execFileSync(process.execPath, command, { stdio: 'pipe' }));
  const report = JSON.parse(await readFile(join(folder, 'report/grades.json'), 'utf8')) as unknown;
  const { submissions } = gradesFile.parse(report);
  const allRight = submissions.every(({ score, max }) => score === max);
  if (submissions.length !== size || !allRight) throw new Error('not everybody got full marks');
  const theirs = seconds(() => nbgrader(course, 'autograde', lessonId));

  const perMinute = (time: number) => ((60 * size) / time).toFixed(1).padStart(7);
  console.log(`${size} honest notebooks of ${lessonId}, each graded for the first time`);
  console.log(`unrolled grade   ${ours.toFixed(1).padStart(7)} s ${perMinute(ours)} a minute`);
  console.log(`nbgrader 0.9.6   ${theirs.toFixed(1).padStart(7)} s ${perMinute(theirs)} a minute`);
  console.log(`ratio ${(theirs / ours).toFixed(1)} (must reach 4, aim 10)`);
}

/** Looks at the grader every ten seconds, and prints a row a minute. */
async function watchAlone(minutes: number): Promise<void> {
  await handIn(join(folder, 'submitted'), size);
  const command = await gradeCommand(folder);
  const begun = Date.now();
  const grader = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  const closed = once(grader, 'close');
  let isOver = false;
  void closed.then(() => (isOver = true));
  console.log(' minute  graded  a minute  grader, MiB');
  let before = 0;
  for (let look = 1; !isOver; look++) {
    await Promise.race([setTimeout(10_000), closed]);
    if (look === 6 * minutes) grader.kill('SIGINT');
    if (isOver || look % 6 !== 0) continue;
    const graded = (await finished(begun)).length;
    const memory = statusOf(grader.pid!).residentBytes / 2 ** 20;
    console.log(
      [look / 6, graded, graded - before, memory.toFixed(0)]
        .map((cell, i) => String(cell).padStart([7, 7, 9, 12][i]))
        .join(' '),
    );
    before = graded;
  }
  const times = await finished(begun);
  const each = (some: number[]) =>
    ((some[some.length - 1] - some[0]) / (some.length - 1)).toFixed(2);
  console.log(`${times.length} of ${size} notebooks of ${lessonId} in ${(times.at(-1)! - times[0]).toFixed(0)} s`); // prettier-ignore
  console.log(`each: of the first hundred ${each(times.slice(0, 100))} s, of the last ${each(times.slice(-100))} s`); // prettier-ignore
}

/** When each notebook was graded, in seconds: an entry of the cache is written at its end. */
async function finished(begun: number): Promise<number[]> {
  const cache = join(root, '.unrolled/cache/grades');
  const names = await readdir(cache, { recursive: true });
  const times = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => statSync(join(cache, name)).mtimeMs)
    .filter((time) => time > begun);
  return times.sort((a, b) => a - b).map((time) => time / 1000);
}

/** A new seed makes all earlier results invalid: nothing comes from the cache. */
async function gradeCommand(submissions: string): Promise<string[]> {
  const program = join(root, 'tools/bin/unrolled.mjs');
  const report = join(folder, 'report');
  const seed = await freshSeed(folder);
  return [program, 'grade', submissions, '--out', report, '--lesson', '02', '--seed-file', seed];
}

function seconds(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

async function makeCourse(): Promise<string> {
  const problems = await build({
    course: await openCourse(root),
    out: folder,
    lessons: await findLessons(root, [lessonId]),
    keepOthers: false,
    parts: { student: false, solutions: false, site: false, nbgrader: true, gradescope: false },
    jobs: 1,
    tell: () => undefined,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return join(folder, 'nbgrader');
}
