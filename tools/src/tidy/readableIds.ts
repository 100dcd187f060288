import { roleOf } from '../notebook/metadata.js';
import type { Cell } from '../notebook/notebook.js';

/** What editors make up: eight hex digits, or a UUID. */
const madeUp = /^([0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|cell-\d+)$/;

/**
 * An id for each cell, the author's own where it is unique and readable; otherwise the exercise's
 * (`rnn-forward`, `rnn-forward-check`), or the nearest heading's words, numbered where needed.
 */
export function readableIds(cells: readonly Cell[]): string[] {
  const kept = new Set<string>();
  const ids = cells.map(({ id }) => {
    if (madeUp.test(id) || kept.has(id)) return undefined;
    kept.add(id);
    return id;
  });
  let section = 'start';
  return cells.map((cell, index) => {
    const heading = cell.cell_type === 'markdown' && /^#+ +(.+)$/m.exec(cell.source)?.[1];
    if (heading) section = slug(heading) || section;
    const id = ids[index] ?? unused(nameOf(cell) ?? section, kept);
    kept.add(id);
    return id;
  });
}

function nameOf(cell: Cell): string | undefined {
  const role = roleOf(cell);
  if (role?.role === 'solution') return role.exercise;
  if (role?.role === 'check') return `${role.exercise}-check`;
  return role?.role;
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}-${number}`;
  return candidate;
}

/** "1.2 The cell, $a^{<t>}$" becomes `1-2-the-cell-a-t`. */
function slug(heading: string): string {
  const words =
    heading
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 50).replace(/-$/, '');
}
