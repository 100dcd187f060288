import { Command } from 'commander';
import { relative } from 'node:path';
import { courseRoot } from '../courseRoot.js';

const lesson = new Command('lesson')
  .description('Begin a lesson: a notebook with every section, in your own folder.')
  .argument('<slug>', 'such as attention, or 30-attention to choose its number')
  .action(async (slug: string) => {
    const { newLesson } = await import('./lesson.js');
    const path = shown(await newLesson(courseRoot, slug));
    const number = /(\d\d)-[^/\\]*$/.exec(path)?.[1];
    console.log(`${path}: write it with \`npm start -- --source\`.

  npx unrolled new exercise ${number} <functionName>   adds an exercise
  npx unrolled build ${number}                         builds the students' copy and the solutions`);
  });

const exercise = new Command('exercise')
  .description('Add an exercise that works to a lesson of your own: a dense layer, to be changed.')
  .argument('<lesson>', 'its number or name')
  .argument('<function-name>', 'what learners are to write, such as attentionWeights')
  .action(async (wish: string, functionName: string, _flags: object, command: Command) => {
    const { newExercise } = await import('./exercise.js');
    try {
      const made = await newExercise(courseRoot, wish, functionName);
      console.log(`${shown(made.check)}: its inputs, tf.js's answer, known mistakes
${shown(made.variants)}: right and wrong solutions, which the check must tell apart
${shown(made.notebook)}: its cells were added; open it anew if it is open

It asks for a dense layer with tanh. Make it yours, and then:
  npx unrolled tidy ${wish}
  npx unrolled build ${wish}
  npx mocha tests/exercises/variants.test.ts --grep ${made.id}`);
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      throw error;
    }
  });

export const create = new Command('new')
  .description('Begin a lesson or an exercise of your own, in course/.')
  .addCommand(lesson)
  .addCommand(exercise)
  .addHelpText(
    'after',
    `
Your own lessons lie in course/, which the kit does not track, or in the folder that the environment
variable UNROLLED_COURSE names. docs/own-lessons.md leads through it.

Exit status: 0 done; 2 misuse.`,
  );

function shown(path: string): string {
  const short = relative(courseRoot, path);
  return short.startsWith('..') ? path : short;
}
