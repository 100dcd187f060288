/** `npm run bench:grading -- [--class N]`: a class's notebooks graded here and by nbgrader. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exercises } from 'unrolled/checks';
import { build } from '../../tools/src/build/build.js';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { findLessons } from '../../tools/src/notebook/lessons.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { gradesFile } from '../../tools/src/grade/report/json.js';
import { lessonId, lessonSource } from '../grade/classroom.js';
import { withSources } from '../grade/fixture.js';
import { root } from '../kernel/testKernel.js';
import { nbgrader } from '../nbgrader/environment.js';

const { values } = parseArgs({ options: { class: { type: 'string', default: '40' } } });
const size = Number(values.class);
const folder = await mkdtemp(join(tmpdir(), 'unrolled-bench-grading-'));
try {
  const course = await makeCourse();
  await handIn(join(course, 'submitted'));
  nbgrader(course, 'generate_assignment', lessonId);

  const seed = await freshSeed();
  const ours = seconds(() =>
    execFileSync(
      process.execPath,
      [
        join(root, 'tools/bin/unrolled.mjs'),
        ...['grade', course, '--out', join(folder, 'report'), '--lesson', '02'],
        // A new seed makes all earlier results invalid: nothing comes from the cache.
        ...['--seed-file', seed],
      ],
      { stdio: 'pipe' },
    ),
  );
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
} finally {
  await rm(folder, { recursive: true });
}

function seconds(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

async function freshSeed(): Promise<string> {
  const path = join(folder, 'seed');
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  await writeFile(path, `${Buffer.from(bytes).toString('hex')}\n`, { mode: 0o600 });
  return path;
}

async function makeCourse(): Promise<string> {
  const problems = await build({
    root,
    out: folder,
    lessons: await findLessons(root, [lessonId]),
    keepOthers: false,
    parts: { student: false, solutions: false, nbgrader: true },
    exercises,
    tell: () => undefined,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return join(folder, 'nbgrader');
}

/** Right solutions in all combinations in turn, no two notebooks alike. */
async function handIn(submitted: string): Promise<void> {
  const blank = studentCopy(await lessonSource(), exercises);
  const inLesson = exercises.filter(({ lesson }) => lesson === lessonId);
  for (let k = 0; k < size; k++) {
    const solutions: Record<string, string> = {};
    for (const { id } of inLesson) {
      const variants = join(root, 'tests/exercises', lessonId, id);
      const right = (await readdir(variants)).filter((name) => name.startsWith('right-'));
      const text = await readFile(join(variants, right[k % right.length]), 'utf8');
      solutions[id] =
        `// notebook ${k}\n${text.replace(/^export /gm, '').replace(/^import[^;]*;/gm, '')}`;
    }
    const place = join(submitted, `student-${k}`, lessonId);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `${lessonId}.ipynb`), serialize(withSources(blank, solutions)));
  }
}
