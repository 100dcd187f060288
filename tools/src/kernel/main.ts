import { realpathSync } from 'node:fs';
import { setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { courseRoot } from '../courseRoot.js';
import { expectsCourse } from '../course/folder.js';
import { traceCells } from './cellTrace.js';
import { requireFromCourse } from './courseModules.js';
import { CourseKernel } from './courseKernel.js';
import { watchInterrupts } from './interrupts.js';
import { tslabFolder } from './tslab.js';

/*
 * The course's Jupyter kernel: the pinned tslab, with what breaks teaching cured. Jupyter starts it
 * as `node main.js --config-path=FILE`, in the notebook's folder.
 */

const { values } = parseArgs({ options: { 'config-path': { type: 'string' } } });
const configPath = values['config-path'];
if (configPath === undefined) {
  console.error('Jupyter starts the kernel: node main.js --config-path=FILE');
  process.exit(2);
}

/** Long enough for a front end that runs a notebook at once to send its first cell. */
const idleBeforeWarmUp = 300;
/** Makes the compiler, then lets it read the declarations that nearly every notebook imports. */
const warmUpSources = ['', "import 'unrolled'; import 'unrolled/checks';"];

const root = realpathSync(courseRoot);
traceCells(['node:internal/', 'node:vm', tslabFolder, import.meta.dirname]);
requireFromCourse(root);
if (expectsCourse(root)) {
  // The compiler of checks is only for who has some.
  const { kernelExercises } = await import('../course/kernelExercises.js');
  const exercises = await kernelExercises(root);
  if (exercises !== undefined) process.env.UNROLLED_EXERCISES = exercises;
}
const kernel = new CourseKernel(configPath, root);
process.exit = () => {
  throw new Error(
    'process.exit() would end the kernel, and every variable with it: use the Kernel menu.',
  );
};
watchInterrupts(() => kernel.interrupt());
process.on('uncaughtException', (error) => kernel.fail(error));
process.on('unhandledRejection', (reason) => kernel.fail(reason));
await kernel.init();
setTimeout(() => void kernel.warmUp(warmUpSources), idleBeforeWarmUp);
