import type { Exercise } from 'unrolled/checks';
import { renderMarkdown } from '../build/markdown.js';
import { splitRegions, type Region } from '../build/regions.js';
import { studentCopy } from '../build/studentCopy.js';
import {
  cellMetadata,
  lessonMetadata,
  nbgraderMetadata,
  roleOf,
  type CellMetadata,
  type NbgraderMetadata,
} from '../notebook/metadata.js';
import type { Cell, Notebook } from '../notebook/notebook.js';
import { readableIds } from './readableIds.js';

/** What `tidy` needs to know of an exercise. */
export type ExerciseOutline = Pick<Exercise, 'id' | 'lesson' | 'functionName'> &
  Partial<Pick<Exercise, 'tolerance' | 'own'>> & {
    readonly checks: readonly { readonly points: number }[];
  };

export interface Tidied {
  readonly notebook: Notebook;
  /** What only the author can mend. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** The cell's id in the tidied notebook; absent where no cell is to blame. */
  readonly cell?: string;
  /** One sentence. */
  readonly message: string;
}

/** A problem in one line. */
export function describeProblem({ cell, message }: Problem): string {
  return cell === undefined ? message : `cell ${cell}: ${message}`;
}

const kernelspec = { display_name: 'TypeScript', language: 'typescript', name: 'tslab' };

const languageInfo = {
  codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
  file_extension: '.ts',
  mimetype: 'text/typescript',
  name: 'typescript',
  version: '3.7.2',
};

/**
 * A lesson's source in its one canonical form: no outputs, no counts, no traces of an editor;
 * cells with readable ids; nbgrader's metadata as the cell's role asks, with the exercise's points.
 *
 * @param name the file's name without its ending, which is the lesson's
 * @param exercises all of the course
 */
export function tidyNotebook(
  source: Notebook,
  name: string,
  exercises: readonly ExerciseOutline[],
): Tidied {
  const problems: Problem[] = [];
  const find = (message: string, cell?: string) => problems.push({ cell, message });
  const title = /^# +(.+?) *$/m.exec(source.cells[0]?.source ?? '')?.[1];
  if (title === undefined) find('the first cell has no title: begin it with "# …"');
  const unrolled = lessonMetadata.safeParse({ lesson: name, title: title ?? name });
  if (!unrolled.success) find(`the file's name: ${messages(unrolled.error)}`);

  const ids = readableIds(source.cells);
  const cells = source.cells.map((cell, index): Cell => {
    const id = ids[index];
    const metadata = tidyMetadata({ ...cell, id }, exercises, (message) => find(message, id));
    const tidied = { ...cell, id, metadata };
    return tidied.cell_type === 'code' ? { ...tidied, outputs: [], execution_count: null } : tidied;
  });
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, language_info: languageInfo, unrolled: unrolled.data },
    cells,
  };
  for (const message of exerciseProblems(notebook, name, exercises)) find(message);
  for (const cell of cells)
    for (const message of contentProblems(cell, exercises)) find(message, cell.id);
  try {
    studentCopy(notebook, exercises);
  } catch (error) {
    find(error instanceof Error ? error.message : String(error));
  }
  return { notebook, problems };
}

/** nbgrader's, ours and the tags; everything else that editors leave in the metadata is dropped. */
function tidyMetadata(
  cell: Cell,
  exercises: readonly ExerciseOutline[],
  complain: (problem: string) => void,
): Cell['metadata'] {
  const { nbgrader, unrolled, tags } = cell.metadata;
  const metadata: Cell['metadata'] = {};
  if (Array.isArray(tags) && tags.length > 0) metadata['tags'] = tags;
  if (unrolled === undefined) {
    if (nbgrader === undefined) return metadata;
    const parsed = nbgraderMetadata.safeParse(nbgrader);
    if (!parsed.success) {
      complain(`nbgrader's metadata: ${messages(parsed.error)}`);
    } else if (parsed.data.grade || parsed.data.solution) {
      complain("nbgrader's metadata makes it part of an exercise, but it has no `unrolled` role");
    } else {
      metadata['nbgrader'] = readOnly(cell.id, cell.cell_type);
    }
    return metadata;
  }
  const role = cellMetadata.safeParse(unrolled);
  if (!role.success) {
    complain(`the metadata \`unrolled\`: ${messages(role.error)}`);
    return { ...metadata, unrolled };
  }
  if (cell.cell_type !== 'code') complain(`a ${role.data.role} cell must be a code cell`);
  metadata['unrolled'] = role.data;
  metadata['nbgrader'] = nbgraderFor(role.data, cell.id, exercises);
  return metadata;
}

function nbgraderFor(
  role: CellMetadata,
  id: string,
  exercises: readonly ExerciseOutline[],
): NbgraderMetadata {
  if (role.role === 'setup') return readOnly(id, 'code');
  const checks = exercises.find((exercise) => exercise.id === role.exercise)?.checks ?? [];
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  const common = { schema_version: 3, task: false, cell_type: 'code' } as const;
  return role.role === 'solution'
    ? { ...common, grade: false, solution: true, locked: false, grade_id: role.exercise }
    : {
        ...common,
        grade: true,
        solution: false,
        locked: true,
        grade_id: `${role.exercise}-check`,
        points,
      };
}

function readOnly(id: string, cellType: Cell['cell_type']): NbgraderMetadata {
  const flags = { grade: false, solution: false, locked: true, task: false };
  return { schema_version: 3, ...flags, grade_id: id, cell_type: cellType };
}

/** Every exercise of the lesson has its two cells, once each and in order; and no other has any. */
function exerciseProblems(
  notebook: Notebook,
  lesson: string,
  exercises: readonly ExerciseOutline[],
): string[] {
  const roles = notebook.cells.map(roleOf);
  const placesOf = (role: 'solution' | 'check', exercise: string) =>
    roles.flatMap((cell, index) =>
      cell?.role === role && cell.exercise === exercise ? [index] : [],
    );
  const used = roles.flatMap((role) => (role && 'exercise' in role ? [role.exercise] : []));
  const own = exercises.filter((exercise) => exercise.lesson === lesson).map(({ id }) => id);
  return [...new Set([...own, ...used])].flatMap((id) => {
    const exercise = exercises.find((candidate) => candidate.id === id);
    if (!exercise) return [`unrolled/checks has no exercise ${id}`];
    if (exercise.lesson !== lesson)
      return [`exercise ${id} belongs to lesson ${exercise.lesson}, says unrolled/checks`];
    const solutions = placesOf('solution', id);
    const checks = placesOf('check', id);
    if (solutions.length !== 1 || checks.length !== 1)
      return [
        `exercise ${id} has ${solutions.length} solution cells and ${checks.length} check cells; ` +
          'it needs one of each',
      ];
    return solutions[0] < checks[0] ? [] : [`exercise ${id} is checked before it is written`];
  });
}

function contentProblems(cell: Cell, exercises: readonly ExerciseOutline[]): string[] {
  const problems: string[] = [];
  const role = roleOf(cell);
  if (cell.source.trim() === '') problems.push('it is empty');
  if (cell.cell_type === 'markdown') problems.push(...equationProblems(cell.source));
  if (cell.cell_type === 'markdown' && /!\[\s*\]\(/.test(cell.source))
    problems.push('a picture has no alternative text: write what it shows into ![…](…)');
  if (role?.role === 'setup') {
    const modules = [
      ...cell.source.matchAll(/\bfrom\s*['"](.*?)['"]|\bimport\s*\(?['"](.*?)['"]/g),
    ];
    const foreign = modules.map(([, from, bare]) => from ?? bare).filter((m) => m !== 'unrolled');
    if (foreign.length > 0)
      problems.push(
        `a setup cell imports from 'unrolled' only, not from '${foreign.join("', '")}'`,
      );
  }
  const regions = regionsOf(cell.source);
  if (role?.role === 'solution' && regions) {
    const functionName = exercises.find(({ id }) => id === role.exercise)?.functionName;
    const shown = regions.flatMap((region) => (region.kind === 'visible' ? region.lines : []));
    if (!regions.some(({ kind }) => kind === 'solution'))
      problems.push('a solution cell needs a region from // BEGIN SOLUTION to // END SOLUTION');
    if (regions.some(({ kind, indent }) => kind === 'solution' && indent === ''))
      problems.push('a solution region stands in the body of a function, indented');
    if (functionName !== undefined && !new RegExp(`\\b${functionName}\\b`).test(shown.join('\n')))
      problems.push(`outside of its solution it does not declare ${functionName}`);
  }
  return problems;
}

function equationProblems(text: string): string[] {
  try {
    renderMarkdown(text);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Unpaired markers are for `studentCopy` to report. */
function regionsOf(source: string): Region[] | undefined {
  try {
    return splitRegions(source);
  } catch {
    return undefined;
  }
}

function messages(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
