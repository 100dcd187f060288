import { Command } from 'commander';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { pointsOf } from '../grade/lesson.js';
import { printable } from '../grade/printable.js';
import { lessonOf } from '../notebook/metadata.js';
import { inOneLine, type LessonProgress, measureProgress } from './progress.js';
import { tellTrials } from './tellTrials.js';

export const progress = new Command('progress')
  .description('Show which exercises in work/ pass, and what to do next.')
  .addHelpText(
    'after',
    `
Each notebook is tried as \`unrolled validate\` tries it: from a fresh start, in the cases that the
notebook shows, on this computer without a sandbox. One that you have not changed since is not run
again. It looks at what is saved: in JupyterLab, save first. When you are graded, hidden cases come
on top.

Exit status: 0, however far you are.`,
  )
  .action(async () => {
    const course = await openCourse(courseRoot);
    const all = await measureProgress(course, course.given, tellTrials);
    const width = Math.max(...all.map((lesson) => titleOf(lesson).length));
    for (const lesson of all) console.log(printable(row(lesson, width)));
    console.log(printable(`\n${inAll(all)}\n${next(all)}`));
  });

const barLength = 10;

function titleOf({ lesson }: LessonProgress): string {
  return lessonOf(lesson.source)?.title ?? lesson.id;
}

function row(progress: LessonProgress, width: number): string {
  const { lesson, state } = progress;
  const title = titleOf(progress).padEnd(width);
  if (state.kind === 'untried') return `${title} ${state.problem}`;
  const { passed, score, max } = figures(progress);
  const filled = Math.floor((barLength * score) / max);
  const bar = '█'.repeat(filled).padEnd(barLength, '░');
  const exercises = `${passed} of ${lesson.exercises.length}`;
  const points = `${score} of ${max}`;
  const begun = state.kind === 'begun' ? '' : '   not begun';
  return `${title} ${bar} ${exercises.padStart(8)} exercises ${points.padStart(9)} points${begun}`;
}

function inAll(all: readonly LessonProgress[]): string {
  const each = all.map(figures);
  const sum = (key: keyof ReturnType<typeof figures>) =>
    each.reduce((total, figure) => total + figure[key], 0);
  return (
    `${sum('passed')} of ${sum('exercises')} exercises pass, ${sum('score')} of ${sum('max')} ` +
    'points, in the cases that the notebooks show.'
  );
}

function figures({ lesson, state }: LessonProgress) {
  const grade = state.kind === 'begun' ? state.grade : undefined;
  return {
    passed: grade?.exercises.filter(({ status }) => status === 'passed').length ?? 0,
    exercises: lesson.exercises.length,
    score: grade?.score ?? 0,
    max: pointsOf(lesson.exercises),
  };
}

/** The first thing that is left to do, in the order of the lessons; one that is begun comes first. */
function next(all: readonly LessonProgress[]): string {
  for (const { lesson, state } of all) {
    const path = `work/${lesson.id}.ipynb`;
    if (state.kind === 'untried') return `Next, in ${path}: ${state.problem}`;
    if (state.kind !== 'begun') continue;
    const open = state.grade.exercises.find(({ status }) => status !== 'passed');
    if (open === undefined) continue;
    return `Next, in ${path}: ${inOneLine(lesson, open)}\n\`npx unrolled validate ${path}\` says more.`;
  }
  const untouched = all.find(({ state }) => state.kind === 'not begun');
  return untouched === undefined
    ? 'All of them pass. `npx unrolled submit` packs your notebooks.'
    : `Next: begin work/${untouched.lesson.id}.ipynb; \`npm start\` opens it.`;
}
