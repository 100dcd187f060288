import type { Position } from './cellPositions.js';

const style = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;

export const bold = style(1, 22);
export const dim = style(2, 22);
export const red = style(31, 39);

/** A line of a cell, marked, with its number, a caret under the place, and some lines around it. */
export function excerpt(text: string, { line, column }: Position, linesAround: number): string {
  const lines = text.split('\n');
  const first = Math.max(1, line - linesAround);
  const last = Math.min(lines.length, line + linesAround);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const source = shorten(lines[number - 1] ?? '');
    const row = `${String(number).padStart(width)} | ${source}`;
    shown.push(number === line ? `${red('>')} ${row}` : dim(`  ${row}`));
    if (number === line && column <= longestLine) {
      const indentation = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
      shown.push(`  ${' '.repeat(width)} | ${indentation}${red('^')}`);
    }
  }
  return shown.join('\n');
}

const longestLine = 160;

const shorten = (line: string) =>
  line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
