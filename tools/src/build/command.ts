import { join } from 'node:path';
import { Command } from 'commander';
import { courseRoot } from '../courseRoot.js';
import { findLessons, type LessonFile } from '../notebook/lessons.js';
import { build as buildCourse, type BuildOptions, type Problem } from './build.js';

interface Flags {
  readonly student?: boolean;
  readonly solutions?: boolean;
  readonly nbgrader?: boolean;
  readonly gradescope?: boolean;
}

export const build = new Command('build')
  .description("Build the students' notebooks and the executed solutions from notebooks/.")
  .argument('[lesson...]', 'numbers, names or paths: 02, 02-recurrent-networks (default: all)')
  .option('--student', "only the students' notebooks: seconds, no kernel, nothing is graded")
  .option('--solutions', 'only the solutions, executed and graded')
  .option('--nbgrader', 'only a course folder for nbgrader, in build/nbgrader/')
  .option('--gradescope', 'only autograders for Gradescope, in build/gradescope/')
  .addHelpText(
    'after',
    `
Makes
  build/student/      the lessons with stubs in place of the solutions, and their pictures
  build/student.zip   the same with the kit: unpack it, then \`npm start\`
  build/solutions/    the lessons executed in their kernel, as notebooks and as HTML pages that need
                      no network
  build/nbgrader/, build/gradescope/ where they are asked for; each has a README. An autograder for
                      Gradescope holds the secret seed: keep it to yourself

Where solutions are built, every exercise is graded too. The build fails, naming lesson and exercise, where
the reference solution does not score 100 %, a stub scores above 0, a cell fails, a source is not
tidy, or a student's notebook gives a solution away. What was built before then stays as it was.

Exit status: 0 built; 1 something is wrong; 2 misuse.`,
  )
  .action(async (wanted: string[], flags: Flags, command: Command) => {
    let lessons: LessonFile[];
    try {
      lessons = await findLessons(courseRoot, wanted);
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      throw error;
    }
    if (lessons.length === 0) {
      console.log('There are no sources of lessons in notebooks/: what is built stays as it is.');
      return;
    }
    const chosen = [flags.student, flags.solutions, flags.nbgrader, flags.gradescope];
    const usual = !chosen.some(Boolean);
    const parts = {
      student: usual || !!flags.student,
      solutions: usual || !!flags.solutions,
      nbgrader: !!flags.nbgrader,
      gradescope: !!flags.gradescope,
    };
    const { exercises } = await import('unrolled/checks');
    const interrupted = new AbortController();
    process.once('SIGINT', () => interrupted.abort());
    process.once('SIGTERM', () => interrupted.abort());
    try {
      const options = {
        root: courseRoot,
        out: join(courseRoot, 'build'),
        lessons,
        keepOthers: wanted.length > 0,
        parts,
        exercises,
        tell,
        signal: interrupted.signal,
      };
      const problems = parts.solutions ? await scoredBuild(options) : await buildCourse(options);
      clearStatus();
      for (const { lesson, message } of problems)
        console.error(`${lesson}: ${message.replaceAll('\n', '\n    ')}`);
      if (problems.length > 0) {
        console.error(`Nothing was built: ${problems.length} problems.`);
        process.exitCode = 1;
      } else {
        const made = (['student', 'solutions', 'nbgrader', 'gradescope'] as const).filter(
          (part) => parts[part],
        );
        console.log(`${lessons.length} lessons in build/${made.join(' and build/')}.`);
      }
    } catch (error) {
      clearStatus();
      if (interrupted.signal.aborted) console.error('Interrupted: nothing was built.');
      else console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  });

/** Loads the grader, which learners never need. */
async function scoredBuild(options: Omit<BuildOptions, 'score'>): Promise<readonly Problem[]> {
  const { withScorer } = await import('./score.js');
  return withScorer((score) => buildCourse({ ...options, score }));
}

/** One line that is written over on a terminal; elsewhere a line for each step of each lesson. */
function tell(lesson: string, activity: string): void {
  const line = [lesson, activity].filter(Boolean).join(': ');
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else if (!/ cell (?!1 )/.test(activity)) console.error(line);
}

function clearStatus(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
