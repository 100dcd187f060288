import type { Exercise } from 'unrolled/checks';
import type { RebuiltCell } from './rebuild.js';

/** One cell to run for an exercise. */
export interface PlannedCell {
  /** own: the solution cell that is graded. */
  readonly kind: 'course' | 'earlier' | 'added' | 'own';
  readonly name: string;
  readonly source: string;
}

/**
 * The cells that run for an exercise: all those above its graded cell, but no graded cells and
 * none of the lesson's demonstrations. Where an earlier exercise has failed, the course's solution
 * takes its place, so that one bug costs one exercise.
 *
 * @param keepFailed runs a failed cell before the course's solution, for the sake of what else it
 *   defines: a helper that this exercise calls too.
 */
export function cellsToRun(
  cells: readonly RebuiltCell[],
  exercise: Exercise,
  failed: ReadonlySet<string>,
  keepFailed = false,
): PlannedCell[] {
  const end = cells.findIndex((cell) => cell.kind === 'check' && cell.exercise === exercise.id);
  return cells.slice(0, end).flatMap((cell): PlannedCell[] => {
    switch (cell.kind) {
      case 'setup':
        return [{ kind: 'course', name: 'the set-up cell', source: cell.source }];
      case 'added':
        return [{ kind: 'added', name: cell.name, source: cell.source }];
      case 'check':
        return [];
      case 'solution': {
        const name = `the solution cell "${cell.exercise}"`;
        if (cell.exercise === exercise.id) return [{ kind: 'own', name, source: cell.source }];
        const own: PlannedCell = { kind: 'earlier', name, source: cell.source };
        if (!failed.has(cell.exercise)) return [own];
        const course: PlannedCell = { kind: 'course', name, source: cell.reference };
        return keepFailed ? [own, course] : [course];
      }
    }
  });
}
