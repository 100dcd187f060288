import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { build } from './build/command.js';
import { CourseProblem } from './course/problem.js';
import { doctor } from './doctor/command.js';
import { grade } from './grade/command.js';
import { mistakes } from './grade/mistakesCommand.js';
import { worker } from './grade/workerCommand.js';
import { lint } from './lint/command.js';
import { create } from './new/command.js';
import { progress } from './progress/command.js';
import { reset } from './reset/command.js';
import { similar } from './similar/command.js';
import { submit } from './submit/command.js';
import { tidy } from './tidy/command.js';
import { validate } from './validate/command.js';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** The subcommands, in the order in which `unrolled --help` lists them. */
const commands: Command[] = [
  doctor,
  progress,
  validate,
  reset,
  submit,
  build,
  grade,
  worker,
  mistakes,
  similar,
  tidy,
  lint,
  create,
];

const program = new Command('unrolled')
  .description(
    'Sequence models from scratch, in TypeScript, in Jupyter: the tools around the notebooks.',
  )
  .version(version)
  .usage('<command> [options]')
  .helpCommand(false)
  .addHelpText(
    'after',
    `
The three jobs:
  learn   npm start                   opens the lessons in JupyterLab; \`npx unrolled doctor\` if it does not
          npx unrolled progress       says which exercises pass, \`validate\` why one does not
          npx unrolled submit         packs your notebooks, to hand in
  teach   npx unrolled build          makes the students' notebooks and the executed solutions
          npx unrolled grade FOLDER --out REPORT
  write   npm start -- --source       opens the lessons' sources; \`npm test\` checks them
          npx unrolled new lesson SLUG begins one of your own

\`npx unrolled <command> --help\` tells all about one command.`,
  )
  .showHelpAfterError('(`--help` tells more.)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CourseProblem)) throw error;
  program.error(`error: ${error.message}`);
}
