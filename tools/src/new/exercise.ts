import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import * as library from 'unrolled';
import { openCourse, type Course } from '../course/course.js';
import { CourseProblem } from '../course/problem.js';
import { readLesson, selectLessons, type LessonFile } from '../notebook/lessons.js';
import { roleOf } from '../notebook/metadata.js';
import { serialize, type Cell, type CodeCell, type Notebook } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { describeProblem, tidyNotebook } from '../tidy/tidyNotebook.js';
import { filled, filledNotebook, templates, type Names } from './template.js';

/** Where the parts of a new exercise are. */
export interface NewExercise {
  readonly id: string;
  readonly check: string;
  readonly variants: string;
  readonly notebook: string;
}

/**
 * Adds an exercise that works, a dense layer, to a teacher's lesson: its check, right and wrong
 * solutions, and its cells in the notebook.
 *
 * @param root the kit's folder
 * @param wish the lesson's number or name
 * @param functionName what learners are to write: `attentionWeights`
 * @throws CourseProblem where the lesson is not the teacher's, the name can't be used, or something
 *   in the teacher's folder is wrong; then nothing is changed
 */
export async function newExercise(
  root: string,
  wish: string,
  functionName: string,
): Promise<NewExercise> {
  const course = await openCourse(root);
  const { folder } = course;
  const file = ownLesson(course, wish);
  const id = functionName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (!isFunctionName(functionName)) {
    throw new CourseProblem(
      `"${functionName}" can't be a function's name here: use letters and digits, as in attentionWeights`,
    );
  }
  if (functionName in library)
    throw new CourseProblem(`unrolled exports ${functionName} already: choose another name`);
  if (course.written.some((exercise) => exercise.id === id))
    throw new CourseProblem(`there is an exercise ${id} already: choose another name`);
  const names = { lesson: file.name, exercise: id, functionName };
  const check = join(folder!, 'checks', `${id}.ts`);
  const variants = join(folder!, 'variants', id);
  const source = await readLesson(root, file);
  try {
    await write(join(templates, 'check.ts'), check, names);
    for (const name of await readdir(join(templates, 'variants')))
      await write(join(templates, 'variants', name), join(variants, name), names);
    const { written } = await openCourse(root);
    const notebook = withExercise(source, await filledNotebook('exercise.ipynb', names));
    const tidied = tidyNotebook(notebook, file.name, written);
    if (tidied.problems.length > 0)
      throw new CourseProblem(`${file.path}: ${tidied.problems.map(describeProblem).join('; ')}`);
    await writeAtomically(file.path, serialize(tidied.notebook));
  } catch (error) {
    await rm(check, { force: true });
    await rm(variants, { recursive: true, force: true });
    throw error;
  }
  return { id, check, variants, notebook: file.path };
}

function ownLesson({ lessons, folder }: Course, wish: string): LessonFile {
  const [file] = selectLessons(lessons, [wish]);
  if (folder !== undefined && dirname(file.path) === join(folder, 'notebooks')) return file;
  throw new CourseProblem(
    `${file.name} is a lesson of the kit: exercises are added to your own lessons (\`unrolled new lesson\`)`,
  );
}

/** Whether it is one in TypeScript, and makes a name for files. */
function isFunctionName(name: string): boolean {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) return false;
  const { diagnostics } = ts.transpileModule(`function ${name}() {}`, { reportDiagnostics: true });
  return diagnostics?.length === 0;
}

async function write(template: string, path: string, names: Names): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, await filled(template, names));
}

/** What the cells of the exercise need that a lesson may not have imported above them. */
const imports = [
  { module: 'unrolled', names: ['Matrix', 'add', 'map', 'matmul'], role: 'setup' },
  { module: 'unrolled/checks', names: ['check', 'tf'], role: undefined },
] as const;

/** The exercise's cells stand behind the last exercise, or below the heading of the exercises. */
function withExercise({ cells, ...notebook }: Notebook, { cells: own }: Notebook): Notebook {
  const checks = cells.filter((cell) => roleOf(cell)?.role === 'check');
  const last = checks.at(-1) ?? cells.find(({ id }) => id === 'exercises') ?? cells.at(-1)!;
  const place = cells.indexOf(last) + 1;
  const above = cells.slice(0, place);
  const needed = imports.flatMap(({ module, names, role }): Cell[] => {
    const inRole = above.filter((cell) => role === undefined || roleOf(cell)?.role === role);
    const known = inRole.flatMap(({ source }) => importedFrom(module, source));
    const missing = names.filter((name) => !known.includes(name));
    const line = `import { ${missing.join(', ')} } from '${module}';`;
    return missing.length === 0 ? [] : [code(line, role && { role })];
  });
  const number = `Exercise ${checks.length + 1}:`;
  const numbered = own.map((cell) => ({
    ...cell,
    source: cell.source.replace('Exercise 1:', number),
  }));
  return { ...notebook, cells: [...above, ...needed, ...numbered, ...cells.slice(place)] };
}

function importedFrom(module: string, source: string): string[] {
  const lines = source.matchAll(/import\s*\{([^}]*)\}\s*from\s*'([^']*)'/g);
  return [...lines].flatMap(([, names, from]) =>
    from === module ? names.split(',').map((name) => name.trim()) : [],
  );
}

function code(source: string, unrolled: object | undefined): CodeCell {
  const metadata = unrolled ? { unrolled } : {};
  return { cell_type: 'code', id: 'imports', metadata, source, outputs: [], execution_count: null };
}
