import { roleOf } from '../notebook/metadata.js';
import type { Cell } from '../notebook/notebook.js';
import type { SourceLesson } from './course.js';
import { type Finding, placeOf } from './finding.js';
import { lineAt } from './prose.js';

const mostHints = 3;
const opening = /<details>\s*<summary>(.*?)<\/summary>(\n\n)?/g;

/** Exercises without one to three hints that unfold above their solution cell, and broken ones. */
export function hints({ file, notebook }: SourceLesson): Finding[] {
  const findings: Finding[] = [];
  const find = (cell: Cell, message: string, line?: number) =>
    findings.push({ file, cell: placeOf(notebook, cell), line, message });
  let summaries: string[] = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'markdown') {
      const found = [...cell.source.matchAll(opening)];
      summaries.push(...found.map(([, summary]) => summary));
      for (const { index, 2: gap } of found)
        if (gap === undefined)
          find(
            cell,
            'leave an empty line after </summary>: without it, what unfolds is no Markdown',
            lineAt(cell.source, index),
          );
      const closings = cell.source.match(/<\/details>/g)?.length ?? 0;
      const openings = cell.source.match(/<details\b/g)?.length ?? 0;
      if (openings !== closings || openings !== found.length)
        find(
          cell,
          `it has ${openings} <details>, ${found.length} of them with a <summary>, and ` +
            `${closings} </details>: give each its two counterparts`,
        );
      continue;
    }
    const role = roleOf(cell);
    if (role?.role === 'solution') {
      const problem = problemOf(summaries.filter((summary) => summary.startsWith('Hint')));
      if (problem) find(cell, `exercise ${role.exercise} ${problem}`);
    }
    summaries = [];
  }
  return findings;
}

function problemOf(summaries: readonly string[]): string | undefined {
  const count = summaries.length;
  if (count === 0) return 'has no hint: write one to three <details> right above this cell';
  if (count > mostHints)
    return `has ${count} hints: leave one to three, from a nudge to the method`;
  const wanted = count === 1 ? ['Hint'] : summaries.map((_, i) => `Hint ${i + 1}: `);
  const wrong = summaries.findIndex((summary, i) => !summary.startsWith(wanted[i]));
  return wrong === -1
    ? undefined
    : `has a hint "${summaries[wrong]}": it must begin with "${wanted[wrong]}"`;
}
