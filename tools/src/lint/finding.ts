import type { Cell, Notebook } from '../notebook/notebook.js';

/** Something that an author must mend. */
export interface Finding {
  /** From the course's folder: `notebooks/05-language-models.ipynb`. */
  readonly file: string;
  /** Where it is in a notebook: the cell's id, and its number from 1. */
  readonly cell?: { readonly id: string; readonly number: number };
  /** From 1, in the cell; in the file where there is no cell. */
  readonly line?: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** Names a cell for a finding. */
export function placeOf(notebook: Notebook, cell: Cell): Finding['cell'] {
  return { id: cell.id, number: notebook.cells.indexOf(cell) + 1 };
}

/** `notebooks/05-language-models.ipynb, cell 12 (tokenize-text), line 3: …` */
export function describe({ file, cell, line, message }: Finding): string {
  const place = [
    file,
    ...(cell ? [`cell ${cell.number} (${cell.id})`] : []),
    ...(line === undefined ? [] : [`line ${line}`]),
  ];
  return `${place.join(', ')}: ${message}`;
}
