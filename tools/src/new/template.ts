import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { courseRoot } from '../courseRoot.js';
import { parseNotebook, type Notebook } from '../notebook/notebook.js';

/** The folder of a lesson and an exercise that work as they are: used from where they were written. */
export const templates = join(courseRoot, 'tools', 'src', 'new', 'template');

/** What stands in the templates, and is replaced. */
export interface Names {
  readonly lesson: string;
  readonly title?: string;
  readonly exercise?: string;
  readonly functionName?: string;
}

const placeholders: readonly [keyof Names, string][] = [
  ['lesson', '21-my-lesson'],
  ['title', 'My lesson'],
  ['exercise', 'dense-tanh'],
  ['functionName', 'denseTanh'],
];

export async function filled(path: string, names: Names): Promise<string> {
  let text = await readFile(path, 'utf8');
  for (const [name, placeholder] of placeholders)
    text = text.replaceAll(placeholder, names[name] ?? placeholder);
  return text;
}

export async function filledNotebook(name: string, names: Names): Promise<Notebook> {
  return parseNotebook(await filled(join(templates, name), names));
}
