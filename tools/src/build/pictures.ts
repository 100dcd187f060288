import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Notebook } from '../notebook/notebook.js';

/** Files that the text cells show, as paths below the notebook's folder: `images/02-rolled.svg`. */
export function picturesOf(notebook: Notebook): string[] {
  const text = notebook.cells
    .filter(({ cell_type }) => cell_type === 'markdown')
    .map(({ source }) => source)
    .join('\n');
  const links = text.matchAll(/!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*\bsrc=["']([^"']+)/g);
  const paths = [...links].map(([, markdown, html]) => decodeURI(markdown ?? html ?? ''));
  return [...new Set(paths.filter((path) => !/^([a-z]+:|\/)/i.test(path)))].sort();
}

/**
 * Copies a lesson's pictures from its folder to another, under the same relative paths.
 *
 * @returns what is wrong: pictures that are not there, or lie outside of the folder
 */
export async function copyPictures(
  notebook: Notebook,
  from: string,
  to: string,
): Promise<string[]> {
  const problems: string[] = [];
  for (const path of picturesOf(notebook)) {
    if (normalize(path).startsWith('..')) {
      problems.push(`the picture ${path} lies outside of notebooks/: move it to notebooks/images/`);
      continue;
    }
    await mkdir(dirname(join(to, path)), { recursive: true });
    try {
      await copyFile(join(from, path), join(to, path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      problems.push(`the picture ${path} is not there`);
    }
  }
  return problems;
}
