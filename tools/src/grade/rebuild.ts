import { counted } from './counted.js';
import type { Lesson } from './lesson.js';
import { roleOf } from '../notebook/metadata.js';
import type { Cell, Notebook } from '../notebook/notebook.js';

/** A cell of the notebook as it is graded. */
export type RebuiltCell =
  | { readonly kind: 'setup'; readonly source: string }
  | {
      readonly kind: 'solution';
      readonly exercise: string;
      /** The student's text. */
      readonly source: string;
      /** The course's own solution, for where the student's has failed. */
      readonly reference: string;
      /** False where the student has deleted it, emptied it or left it as it was. */
      readonly written: boolean;
    }
  /** Marks where an exercise's graded cell stands. It never runs. */
  | { readonly kind: 'check'; readonly exercise: string }
  | {
      readonly kind: 'added';
      readonly source: string;
      /** Where the student finds it: `cell 7`. */
      readonly name: string;
    };

export interface Rebuilt {
  readonly cells: readonly RebuiltCell[];
  /** What differs from the notebook as it was handed out, for the report. */
  readonly notes: readonly string[];
}

/** Cells that a student has added: more don't run. */
const mostAdded = 100;

/**
 * Puts a student's work into the lesson's own notebook: the source decides which cells there are,
 * in which order and what is locked; the student's notebook gives the text of the solution cells
 * and the cells that were added. Student's metadata decide nothing but which cell is which.
 */
export function rebuild(lesson: Lesson, submission: Notebook): Rebuilt {
  const notes: string[] = [];
  const { owners, duplicates } = match(lesson, submission);
  for (const [cell, original] of duplicates) {
    notes.push(
      `${nameOf(submission, cell)} is a copy of the cell ${nameOfOriginal(original)} and was ` +
        'ignored: the first one counts.',
    );
  }
  const added = addedCells(submission, owners, duplicates, notes);
  const cells: RebuiltCell[] = [...(added.get(undefined) ?? [])];
  for (const original of lesson.source.cells) {
    const found = owners.get(original);
    const rebuilt = rebuildCell(lesson, original, found, notes);
    if (rebuilt) cells.push(rebuilt);
    cells.push(...(added.get(original) ?? []));
  }
  return { cells, notes };
}

/** Whose cell each cell of the student is: found by grade_id first, then by cell id. */
function match(lesson: Lesson, submission: Notebook) {
  const owners = new Map<Cell, Cell>();
  const duplicates = new Map<Cell, Cell>();
  const originals = lesson.source.cells;
  const byGradeId = new Map(originals.map((cell) => [gradeIdOf(cell), cell]));
  byGradeId.delete(undefined);
  for (const cell of submission.cells) {
    const original = byGradeId.get(gradeIdOf(cell));
    if (original === undefined) continue;
    if (owners.has(original)) duplicates.set(cell, original);
    else owners.set(original, cell);
  }
  const claimed = new Set([...owners.values(), ...duplicates.keys()]);
  const byId = new Map(originals.map((cell) => [cell.id, cell]));
  for (const cell of submission.cells) {
    const original = byId.get(cell.id);
    if (original === undefined || claimed.has(cell)) continue;
    if (owners.has(original)) duplicates.set(cell, original);
    else owners.set(original, cell);
  }
  return { owners, duplicates };
}

function rebuildCell(
  lesson: Lesson,
  original: Cell,
  found: Cell | undefined,
  notes: string[],
): RebuiltCell | undefined {
  const role = roleOf(original);
  if (role === undefined) return undefined;
  const given = lesson.student.cells.find((cell) => cell.id === original.id)?.source ?? '';
  const name = nameOfOriginal(original);
  if (role.role === 'solution') {
    if (found === undefined) notes.push(`The solution cell ${name} is missing.`);
    else if (found.cell_type !== 'code') {
      notes.push(`The solution cell ${name} was made a ${found.cell_type} cell; it ran as code.`);
    }
    const source = found?.source ?? '';
    const written = !isBlank(source) && normalize(source) !== normalize(given);
    return { ...role, kind: 'solution', source, reference: original.source, written };
  }
  if (found === undefined) notes.push(`The cell ${name} was deleted; it was put back.`);
  else if (found.cell_type !== 'code' || normalize(found.source) !== normalize(given)) {
    notes.push(`The locked cell ${name} was changed; its own text was put back.`);
  }
  return role.role === 'setup'
    ? { kind: 'setup', source: original.source }
    : { kind: 'check', exercise: role.exercise };
}

/** Code cells of the student's own, by the cell of the lesson that they follow. */
function addedCells(
  submission: Notebook,
  owners: ReadonlyMap<Cell, Cell>,
  duplicates: ReadonlyMap<Cell, Cell>,
  notes: string[],
): Map<Cell | undefined, RebuiltCell[]> {
  const originalOf = new Map([...owners].map(([original, cell]) => [cell, original]));
  const added = new Map<Cell | undefined, RebuiltCell[]>();
  let after: Cell | undefined;
  let count = 0;
  for (const cell of submission.cells) {
    const original = originalOf.get(cell);
    if (original !== undefined) {
      after = original;
      continue;
    }
    if (duplicates.has(cell) || cell.cell_type !== 'code' || isBlank(cell.source)) continue;
    const name = nameOf(submission, cell);
    if (count === mostAdded) {
      notes.push(`${name} and what was added after it did not run: ${mostAdded} are enough.`);
      break;
    }
    count++;
    added.set(after, [...(added.get(after) ?? []), { kind: 'added', source: cell.source, name }]);
  }
  if (count > 0) {
    notes.push(`${counted(count, 'added cell')} ran in their place.`);
  }
  return added;
}

function gradeIdOf(cell: Cell): string | undefined {
  const nbgrader = cell.metadata['nbgrader'];
  if (typeof nbgrader !== 'object' || nbgrader === null || !('grade_id' in nbgrader)) {
    return undefined;
  }
  return typeof nbgrader.grade_id === 'string' ? nbgrader.grade_id : undefined;
}

function nameOf(submission: Notebook, cell: Cell): string {
  return `cell ${submission.cells.indexOf(cell) + 1}`;
}

function nameOfOriginal(cell: Cell): string {
  return `"${gradeIdOf(cell) ?? cell.id}"`;
}

function isBlank(source: string): boolean {
  return source.trim() === '';
}

/** Ends of lines and of the text don't matter: editors change them. */
function normalize(source: string): string {
  // Not by a regular expression: it would try each of a million spaces as the first of them.
  const lines = source.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trim();
}
