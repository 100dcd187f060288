import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { picturesOf } from '../build/pictures.js';
import type { Course, SourceLesson } from './course.js';
import { type Finding, placeOf } from './finding.js';
import { lineAt } from './prose.js';

/** Plots that say nothing to those who can't see them. That they say anything, the types demand. */
export function plots({ file, notebook }: SourceLesson): Finding[] {
  return notebook.cells.flatMap((cell) => {
    if (cell.cell_type !== 'code') return [];
    return [...cell.source.matchAll(/\balt:\s*(['"`])\s*\1/g)].map(({ index }) => ({
      file,
      cell: placeOf(notebook, cell),
      line: lineAt(cell.source, index),
      message: "a plot's alt is empty: write what it shows",
    }));
  });
}

/** Drawings without a title and a description inside, and those that no lesson shows. */
export async function drawings({ folder, lessons }: Course): Promise<Finding[]> {
  const shown = new Set(lessons.flatMap(({ notebook }) => picturesOf(notebook)));
  const names = (await readdir(join(folder, 'images'))).sort();
  const findings = names.map(async (name): Promise<Finding[]> => {
    const file = `notebooks/images/${name}`;
    const unused = shown.has(`images/${name}`)
      ? []
      : [{ file, message: 'no lesson shows it: show it, or delete it' }];
    if (!name.endsWith('.svg')) return unused;
    const text = await readFile(join(folder, 'images', name), 'utf8');
    const silent = ['title', 'desc'].filter(
      (tag) => !new RegExp(`<${tag}\\b[^>]*>\\s*[^<\\s]`).test(text),
    );
    return [
      ...unused,
      ...silent.map((tag) => ({
        file,
        message: `it has no <${tag}>: write what it shows into it`,
      })),
    ];
  });
  return (await Promise.all(findings)).flat();
}
