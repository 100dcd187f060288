import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize, type Notebook } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { copyPictures } from './pictures.js';
import { replaceFolder } from './replaceFolder.js';

/** A lesson, and the folder in which its pictures lie. */
interface Source {
  readonly name: string;
  readonly folder: string;
  readonly source: Notebook;
}

/**
 * Writes a lesson an assignment, as nbgrader keeps them in a course's `source/`.
 * @returns what is wrong with the pictures, by lesson
 */
export async function writeAssignments(
  lessons: readonly Source[],
  folder: string,
): Promise<{ lesson: string; message: string }[]> {
  const problems: { lesson: string; message: string }[] = [];
  for (const { name, folder: from, source } of lessons) {
    const assignment = join(folder, name);
    await mkdir(assignment, { recursive: true });
    await writeFile(join(assignment, `${name}.ipynb`), serialize(source));
    for (const message of await copyPictures(source, from, assignment))
      problems.push({ lesson: name, message });
  }
  return problems;
}

/**
 * Makes a folder a course for nbgrader 0.9: the assignments, the settings with which nbgrader finds
 * our markers, and a page to read. What else is there, such as submissions and grades, stays, and so
 * do settings: the teacher may have changed them.
 */
export async function installCourse(assignments: string, course: string): Promise<void> {
  await mkdir(course, { recursive: true });
  await replaceFolder(assignments, join(course, 'source'));
  const settings = join(course, 'nbgrader_config.py');
  if (!existsSync(settings)) await writeAtomically(settings, config);
  await writeAtomically(join(course, 'README.md'), readme);
}

const config = `c = get_config()
c.CourseDirectory.course_id = 'unrolled'
c.ClearSolutions.begin_solution_delimeter = 'BEGIN SOLUTION'
c.ClearSolutions.end_solution_delimeter = 'END SOLUTION'
c.ClearSolutions.code_stub = {
    'typescript': "throw new Error('This is not written yet: replace this line with your code.');",
}
# Of one cell; the longest ones train a network.
c.Execute.timeout = 600
`;

const readme = `# Unrolled, for nbgrader

An nbgrader course, made by \`unrolled build --nbgrader\`. nbgrader must run where the kernel of
Unrolled is, so install it beside it, in Unrolled's folder after \`npm run setup\`:

    .venv/bin/pip install nbgrader==0.9.6 -c tools/requirements.txt
    source .venv/bin/activate
    cd build/nbgrader
    nbgrader generate_assignment 02-recurrent-networks
    # collect what students hand in: submitted/<student>/02-recurrent-networks/02-….ipynb
    nbgrader autograde 02-recurrent-networks
    nbgrader generate_feedback 02-recurrent-networks
    nbgrader export

**What a grade is worth here.** nbgrader runs the whole notebook in a kernel, on the computer of
whoever grades, with all rights of that user, and believes what the graded cells say. There is no
sandbox, there are no hidden cases, and a student who wants to can make a graded cell pass. Each
graded cell gives all of its points or none. \`unrolled grade\` does better in all of that, takes the
same \`submitted/\` folder, and does not run the demonstrations.
`;
