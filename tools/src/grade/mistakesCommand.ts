import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterMistakes } from './mistakes.js';
import { printable } from './printable.js';
import { gradesFile, type GradesFile } from './report/json.js';

export const mistakes = new Command('mistakes')
  .description('Show which mistakes a class made, the commonest first.')
  .argument('<report>', 'a folder that `unrolled grade` wrote')
  .option('--least <n>', 'leave out what fewer students did', Number, 1)
  .option('--students', 'name the students, too')
  .action(async (report: string, flags: { least: number; students?: true }, command: Command) => {
    const { submissions } = await readGrades(join(report, 'grades.json'), command);
    const clusters = clusterMistakes(submissions).filter(
      ({ students }) => students.length >= flags.least,
    );
    if (clusters.length === 0) console.log('No wrong answers.');
    for (const { lesson, exercise, check, what, isKnown, students } of clusters) {
      const kind = isKnown ? 'what comes out when ' : '';
      const times = String(students.length).padStart(4);
      console.log(printable(`${times} × ${lesson} ${exercise}, ${check}: ${kind}${what}`));
      if (flags.students) console.log(printable(`       ${students.join(', ')}`));
    }
  });

async function readGrades(path: string, command: Command): Promise<GradesFile> {
  try {
    return gradesFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return command.error(
      `error: ${path} ${isMissing ? 'is not there: grade first' : 'is not what `unrolled grade` writes'}`,
    );
  }
}
