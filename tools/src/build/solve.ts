import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { choicesIn } from '../grade/lesson.js';
import { roleOf } from '../notebook/metadata.js';
import { parseNotebook, serialize, type Notebook } from '../notebook/notebook.js';
import type { BuiltCourse } from './build.js';
import { execute } from './execute.js';
import { keyOf, type Kept } from './kept.js';
import { PlotImages } from './plotImages.js';
import { sideBySide } from './sideBySide.js';
import { versionOfKernel } from './versions.js';

/** A lesson's source, or what came of executing it. */
export interface NamedNotebook {
  readonly name: string;
  readonly notebook: Notebook;
}

export interface SolveOptions {
  readonly course: Pick<BuiltCourse, 'exercises'>;
  /** How many lessons run at a time. */
  readonly jobs: number;
  /** Where executed lessons are kept, and looked for. */
  readonly kept?: Kept;
  readonly tell: (lesson: string, activity: string) => void;
  /** Hears how many cells of all that had to run did. */
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Executes lessons in their kernel, in the order in which they stand, with pictures of their plots.
 * What is kept of an earlier build is used where source, library, data and kernel are the same.
 *
 * @param workshop an empty folder, the kernels' working directory
 * @param onFailure hears of a cell that failed; its lesson is not among the results
 * @throws Error where the kernel does not start
 */
export async function solve(
  sources: readonly NamedNotebook[],
  workshop: string,
  onFailure: (lesson: string, message: string) => void,
  { course, jobs, kept, tell, onProgress, signal }: SolveOptions,
): Promise<NamedNotebook[]> {
  await mkdir(workshop, { recursive: true });
  const version = kept && (await versionOfKernel());
  const keyFor = (name: string, source: Notebook) => {
    const own = course.exercises.filter(({ lesson }) => lesson === name);
    return keyOf(String(version), serialize(source), choicesIn(own));
  };
  const solved = new Map<string, Notebook>();
  const images = new PlotImages();
  const finish = async (name: string, source: Notebook, executed: Notebook, before?: string) => {
    const whole = PlotImages.arePossible ? await images.addTo(executed) : executed;
    solved.set(name, whole);
    const text = serialize(whole);
    if (text !== before) await kept?.set(`executed/${name}.ipynb`, keyFor(name, source), text);
  };
  try {
    const missing: NamedNotebook[] = [];
    for (const { name, notebook } of sources) {
      const text = await kept?.get(`executed/${name}.ipynb`, keyFor(name, notebook));
      // Where there was no browser at the time, the pictures are still to be taken.
      if (text !== undefined) await finish(name, notebook, parseNotebook(text), text);
      else missing.push({ name, notebook });
    }
    const all = missing.reduce((sum, { notebook }) => sum + notebook.cells.length, 0);
    let done = 0;
    await sideBySide(missing, jobs, async ({ name, notebook: source }) => {
      const onCell = (started: number, of: number) => {
        onProgress?.(done++, all);
        tell(name, `running cell ${started} of ${of}`);
      };
      const path = join(workshop, `${name}.ipynb`);
      const { notebook, failure } = await execute(source, path, { onCell, signal });
      if (failure)
        onFailure(name, `${describeCell(source, failure.cell)} fails:\n${failure.message}`);
      else await finish(name, source, notebook);
      tell(name, 'executed');
    });
    onProgress?.(all, all);
  } finally {
    await images.close();
  }
  return sources.flatMap(({ name }) => {
    const notebook = solved.get(name);
    return notebook ? [{ name, notebook }] : [];
  });
}

function describeCell(notebook: Notebook, id: string): string {
  const cell = notebook.cells.find((candidate) => candidate.id === id);
  const role = cell && roleOf(cell);
  return role && 'exercise' in role ? `exercise ${role.exercise}: cell ${id}` : `cell ${id}`;
}
