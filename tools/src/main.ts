import { Command } from 'commander';
import { build } from './build/command.js';
import { tidy } from './tidy/command.js';

/** The subcommands, in the order in which `unrolled --help` lists them. */
const commands: Command[] = [build, tidy];

const program = new Command('unrolled')
  .description('Sequence models from scratch, in TypeScript, in Jupyter.')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
await program.parseAsync();
