import type { Exercise } from 'unrolled/checks';
import { roleOf } from '../notebook/metadata.js';
import type { Cell, Notebook } from '../notebook/notebook.js';
import { splitRegions } from './regions.js';

/**
 * The lesson as a student gets it: a stub in the place of every solution, no hidden tests, no
 * outputs. The same source always gives the same copy.
 *
 * @param exercises the course's exercises: a stub names the function that is still to be written
 * @throws Error naming the cell, where its markers are unpaired or stand in a cell of another kind
 */
export function studentCopy(
  source: Notebook,
  exercises: readonly Pick<Exercise, 'id' | 'functionName'>[],
): Notebook {
  const functionNames = new Map(exercises.map(({ id, functionName }) => [id, functionName]));
  return { ...source, cells: source.cells.map((cell) => studentCell(cell, functionNames)) };
}

function studentCell(cell: Cell, functionNames: ReadonlyMap<string, string>): Cell {
  const role = roleOf(cell);
  const complain = (problem: string) => new Error(`cell ${cell.id}: ${problem}`);
  let regions;
  try {
    regions = splitRegions(cell.source);
  } catch (error) {
    throw complain(error instanceof Error ? error.message : String(error));
  }
  const lines = regions.flatMap((region) => {
    if (region.kind === 'visible') return region.lines;
    if (region.kind === 'hidden tests') {
      if (role?.role === 'check') return [];
      throw complain('hidden tests stand in a cell that is not a check');
    }
    if (role?.role !== 'solution') throw complain('a solution stands in a cell without that role');
    const name = functionNames.get(role.exercise);
    if (name === undefined) throw complain(`unrolled/checks has no exercise ${role.exercise}`);
    return [region.indent + stub(name)];
  });
  const shown = { ...cell, source: lines.join('\n') };
  return shown.cell_type === 'code' ? { ...shown, outputs: [], execution_count: null } : shown;
}

function stub(functionName: string): string {
  return `throw new Error('${functionName} is not written yet: replace this line with your code.');`;
}
