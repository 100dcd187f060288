// What `run_autograder` starts, as root, in a container of Gradescope's: grades what was handed in as
// the only notebook of a class, and writes its results.json.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { toGradescope } from '../grade/report/gradescope.js';
import { run } from '../grade/run.js';
import { writeAtomically } from '../notebook/writeAtomically.js';

const course = await openCourse(courseRoot);
const [{ name }] = course.lessons;
const folder = await mkdtemp(join(tmpdir(), 'unrolled-gradescope-'));
try {
  const submissions = join(folder, 'class');
  await cp('/autograder/submission', join(submissions, 'submission'), { recursive: true });
  const { results, isComplete } = await run({
    course,
    submissions,
    out: join(folder, 'report'),
    lessons: [],
    seedFile: join(courseRoot, 'seed'),
    sandbox: 'uid',
    percentPerDay: 0,
    fileTimes: false,
    jobs: 1,
    signal: new AbortController().signal,
    stderr: process.stderr,
  });
  // Other notebooks that were handed in with it have results, too.
  const result = results.find(({ lesson }) => lesson === name) ?? results[0];
  if (isComplete) await writeAtomically('/autograder/results/results.json', toGradescope(result));
  else process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
