import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Course, openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { counted } from '../grade/counted.js';
import { wholeNumber } from '../grade/options.js';
import { selectLessons, type LessonFile } from '../notebook/lessons.js';
import { build as buildCourse, type BuildOptions, type Problem } from './build.js';
import { Kept } from './kept.js';
import { PlotImages } from './plotImages.js';
import { Progress } from './progress.js';

interface Flags {
  readonly student?: boolean;
  readonly solutions?: boolean;
  readonly site?: boolean;
  readonly nbgrader?: boolean;
  readonly gradescope?: boolean;
  readonly jobs: number;
  readonly fresh?: boolean;
}

export const build = new Command('build')
  .description(
    "Build the students' notebooks, the executed solutions and the site from notebooks/.",
  )
  .argument('[lesson...]', 'numbers, names or paths: 02, 02-recurrent-networks (default: all)')
  .option('--student', "only the students' notebooks: seconds, no kernel, nothing is graded")
  .option('--solutions', 'only the solutions, executed and graded')
  .option('--site', 'only the site, graded like the solutions')
  .option('--nbgrader', 'only a course folder for nbgrader, in build/nbgrader/')
  .option('--gradescope', 'only autograders for Gradescope, in build/gradescope/')
  .option('--jobs <n>', 'lessons executed at a time', wholeNumber(1, 64), availableParallelism())
  .option('--fresh', 'execute and grade all anew, though nothing may have changed')
  .addHelpText(
    'after',
    `
Makes
  build/student/      the lessons with stubs in place of the solutions, and their pictures
  build/student.zip   the same with the kit: unpack it, then \`npm start\`
  build/solutions/    the lessons executed in their kernel, as notebooks and as HTML pages that need
                      no network: begin with index.html
  build/site/         the same pages without the solutions' text, and the library's API reference; any
                      host of static files can publish it
  build/nbgrader/, build/gradescope/ where they are asked for; each has a README. An autograder for
                      Gradescope holds the secret seed: keep it to yourself

A lesson is executed and graded again where its source, the library, the data or the kernel have
changed since the last time; the outcomes are kept in .unrolled/built/.

Where solutions or the site are built, every exercise is graded too. The build fails, naming lesson
and exercise, where the reference solution does not score 100 %, a stub scores above 0, a cell fails,
a source is not tidy, a student's notebook or the site gives a solution away, or a page's link leads
nowhere. What was built before then stays as it was.

Exit status: 0 built; 1 something is wrong; 2 misuse.`,
  )
  .action(async (wanted: string[], flags: Flags, command: Command) => {
    const course = await openCourse(courseRoot);
    let lessons: readonly LessonFile[];
    try {
      lessons = selectLessons(course.lessons, wanted);
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      throw error;
    }
    if (lessons.length === 0) {
      console.log('There are no sources of lessons in notebooks/: what is built stays as it is.');
      return;
    }
    const chosen = [flags.student, flags.solutions, flags.site, flags.nbgrader, flags.gradescope];
    const usual = !chosen.some(Boolean);
    const parts = {
      student: usual || !!flags.student,
      solutions: usual || !!flags.solutions,
      site: usual || !!flags.site,
      nbgrader: !!flags.nbgrader,
      gradescope: !!flags.gradescope,
    };
    const interrupted = new AbortController();
    process.once('SIGINT', () => interrupted.abort());
    process.once('SIGTERM', () => interrupted.abort());
    const kept = new Kept(join(courseRoot, '.unrolled', 'built'), flags.fresh);
    const progress = new Progress();
    try {
      const options: BuildOptions = {
        course,
        out: join(courseRoot, 'build'),
        lessons,
        keepOthers: wanted.length > 0,
        parts,
        makeApi: async () => (await import('./api.js')).keptApi(kept, interrupted.signal),
        kept,
        jobs: flags.jobs,
        tell: (lesson, activity) => progress.tell(lesson, activity),
        onProgress: (done, of) => progress.executed(done, of),
        signal: interrupted.signal,
      };
      const isScored = parts.solutions || parts.site;
      const problems = isScored ? await scoredBuild(options, course) : await buildCourse(options);
      progress.clear();
      for (const { lesson, message } of problems)
        console.error(`${lesson}: ${message.replaceAll('\n', '\n    ')}`);
      if (problems.length > 0) {
        console.error(`Nothing was built: ${counted(problems.length, 'problem')}.`);
        process.exitCode = 1;
      } else {
        const made = (['student', 'solutions', 'site', 'nbgrader', 'gradescope'] as const).filter(
          (part) => parts[part],
        );
        console.log(`${counted(lessons.length, 'lesson')} in build/${made.join(' and build/')}.`);
        if (isScored && !PlotImages.arePossible) console.log(noImages);
      }
    } catch (error) {
      progress.clear();
      if (interrupted.signal.aborted) console.error('Interrupted: nothing was built.');
      else console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  });

/** Loads the grader, which learners never need. */
async function scoredBuild(
  options: Omit<BuildOptions, 'score'>,
  { exercises }: Course,
): Promise<readonly Problem[]> {
  const { withScorer } = await import('./score.js');
  return withScorer(exercises, (score) => buildCourse({ ...options, score }));
}

const noImages =
  'There is no Chromium or Chrome to take pictures of plots with: the previews of code hosts will ' +
  'show none. Install one (`apt install chromium`), and build again.';
