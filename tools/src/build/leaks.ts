import { hasTag, roleOf } from '../notebook/metadata.js';
import type { Cell, Notebook } from '../notebook/notebook.js';
import { splitRegions } from './regions.js';

/** Text of a solution, or of hidden tests, that a student could read. */
export interface Leak {
  readonly exercise: string;
  /** Id of the student's cell where the text stands. */
  readonly cell: string;
  readonly text: string;
}

/** A cell with this tag shows single lines of a solution on purpose, such as a last hint. */
export const revealsTag = 'reveals-solution';

/**
 * Finds what the student notebook gives away of the source's solution and hidden-test regions:
 * a whole region anywhere, and single telling lines outside of cells tagged `reveals-solution`.
 * White space, line breaks, comments and trailing commas make no difference, and metadata is
 * searched as well as sources.
 *
 * A line tells something if it combines at least five different names. That lets through what any
 * two functions of a lesson share (`for (let t = 0; t < x.length; t++) {`, `return a;`), and keeps
 * what is the exercise (`const at = tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));`).
 */
export function findLeaks(source: Notebook, student: Notebook): Leak[] {
  const cells = student.cells.map((cell) => ({ cell, text: searchable(cell) }));
  const notebook = normalize(strings(student.metadata).join('\n'));
  return source.cells.flatMap((sourceCell) => {
    const role = roleOf(sourceCell);
    const exercise = role !== undefined && 'exercise' in role ? role.exercise : sourceCell.id;
    const regions = splitRegions(sourceCell.source).filter(({ kind }) => kind !== 'visible');
    return regions.flatMap(({ lines }) => {
      const text = lines.join('\n');
      const region = isTelling(text, 4) ? normalize(withoutComments(text)) : undefined;
      const telling = pieces(text).filter((piece) => isTelling(piece, 5));
      const leaks = (inText: string, reveals: boolean) => {
        if (region !== undefined && inText.includes(region)) return [text];
        return reveals ? [] : telling.filter((piece) => inText.includes(normalize(piece)));
      };
      const inCells = cells.flatMap(({ cell, text: inText }) =>
        leaks(inText, hasTag(cell, revealsTag)).map((leak) => ({ cell: cell.id, text: leak })),
      );
      const inMetadata = leaks(notebook, false).map((leak) => ({
        cell: "the notebook's metadata",
        text: leak,
      }));
      return [...inCells, ...inMetadata].map(({ cell, text: leak }) => {
        return { exercise, cell, text: leak.trim() };
      });
    });
  });
}

/** Every string of the cell, once with its comments and once without. */
function searchable(cell: Cell): string {
  const text = strings(cell).join('\n');
  return `${normalize(text)}\n${normalize(withoutComments(text))}`;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

/** Statements, or the lines of those that take several: the smallest text that is still a step. */
function pieces(code: string): string[] {
  // What a loop repeats is a step of its own.
  const header = /\b(?:for|while|if)\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
  return withoutComments(code).replace(header, '\n$1\n').split(/[;\n]/);
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
}

function normalize(text: string): string {
  return text.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');
}

const keywords = new Set(
  'async await boolean break case catch class const continue do else false for function if in let new null number of return string switch this throw true try typeof undefined void while'.split(
    ' ',
  ),
);

function isTelling(code: string, names: number): boolean {
  const words = withoutComments(code).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return new Set(words.filter((word) => !keywords.has(word))).size >= names;
}
