import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions, type Problem } from '../../tools/src/build/build.js';
import { findLessons } from '../../tools/src/notebook/lessons.js';
import { serialize, type Cell, type Notebook } from '../../tools/src/notebook/notebook.js';
import { tidyNotebook } from '../../tools/src/tidy/tidyNotebook.js';

/** A real exercise of the course, without loading all of its checks. */
export const addBias = {
  id: 'add-bias',
  lesson: '00-getting-started',
  functionName: 'addBias',
  checks: [{ points: 1 }, { points: 1 }],
};

export const solution = [
  'function addBias(Z: Matrix, b: Matrix): Matrix {',
  '  // BEGIN SOLUTION',
  '  const sum = Matrix.zeros(Z.rows, Z.cols);',
  '  for (let i = 0; i < Z.rows; i++) {',
  '    for (let j = 0; j < Z.cols; j++) sum.set(i, j, Z.get(i, j) + b.get(i, 0));',
  '  }',
  '  return sum;',
  '  // END SOLUTION',
  '}',
].join('\n');

/** A small lesson with one of everything: equation, hint, picture, exercise, plot, table. */
export function lesson(): Notebook {
  const cells = [
    markdown(
      'title',
      '# Getting started\n\nWords, and an equation, $Z + b$:\n\n$$dW = dZ \\cdot X^T$$',
    ),
    markdown('picture', '## A drawing\n\n![Two boxes joined by an arrow](images/00-boxes.svg)'),
    code('setup', "import { Matrix, show, heatMap } from 'unrolled';", { role: 'setup' }),
    markdown(
      'statement',
      '## Add a bias\n\n<details><summary>Hint about $b$</summary>\n\nOne entry of $b$ a row.\n\n| shape | of |\n|--|--|\n| $[n, m]$ | `Z` |\n\n</details>',
    ),
    code('add-bias', solution, { role: 'solution', exercise: 'add-bias' }),
    code('checks', "import { check, tf } from 'unrolled/checks';"),
    code('add-bias-check', "await check('add-bias', addBias, tf.add);", {
      role: 'check',
      exercise: 'add-bias',
    }),
    code('value', '({ six: 2 * 3 })'),
    markdown('demo', '## What it looks like'),
    code('plot', plot),
    code(
      'html',
      "import { display } from 'tslab';\ndisplay.html('<table><tr><th>unit</th><td>1</td></tr></table>');",
    ),
    code(
      'text',
      "console.log('<b>not bold</b>');\nconsole.log('second line');\nconst wide = 'wide '.repeat(100);\nconsole.log(wide);",
    ),
    { ...code('clock', 'console.log(Date.now());'), metadata: { tags: ['timing'] } },
  ];
  const untidy: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  return tidyNotebook(untidy, addBias.lesson, [addBias]).notebook;
}

const plot = [
  'const values = addBias(Matrix.from([[0.1, -0.4], [0.7, 0.2]]), Matrix.from([[0.1], [-0.1]]));',
  'show(heatMap(values, {',
  "  title: 'Sums </script><b>',",
  "  columns: ['first', 'second'],",
  "  rows: ['unit 1', 'unit 2'],",
  "  columnAxis: 'example',",
  "  rowAxis: 'unit',",
  '  alt: \'A heat map of four sums, "quoted" & <odd>\',',
  '}));',
].join('\n');

export function code(id: string, source: string, unrolled?: Record<string, string>): Cell {
  const metadata = unrolled ? { unrolled } : {};
  return { cell_type: 'code', id, metadata, source, outputs: [], execution_count: null };
}

export function markdown(id: string, source: string): Cell {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

/** The lesson with one cell's source changed. */
export function edited(id: string, edit: (source: string) => string): Notebook {
  const notebook = lesson();
  const cells = notebook.cells.map((cell) =>
    cell.id === id ? { ...cell, source: edit(cell.source) } : cell,
  );
  return { ...notebook, cells };
}

/** A course with one lesson, in a folder of its own. */
export class Course {
  private constructor(readonly root: string) {}

  static async of(notebook: Notebook): Promise<Course> {
    const root = await mkdtemp(join(tmpdir(), 'unrolled-course-'));
    await mkdir(join(root, 'notebooks', 'images'), { recursive: true });
    await writeFile(
      join(root, 'notebooks', 'images', '00-boxes.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect x="5" y="5" width="60" height="50" fill="none" stroke="black"/><path d="M65 30h70"  stroke="black"/><rect x="135" y="5" width="60" height="50" fill="none" stroke="black"/></svg>\n',
    );
    const course = new Course(root);
    await course.write(notebook);
    return course;
  }

  async write(notebook: Notebook, name = addBias.lesson): Promise<void> {
    await writeFile(join(this.root, 'notebooks', `${name}.ipynb`), serialize(notebook));
  }

  get out(): string {
    return join(this.root, 'build');
  }

  async build(options: Partial<BuildOptions> = {}): Promise<readonly Problem[]> {
    const lessons = await findLessons(this.root);
    const exercises = [addBias];
    return build({
      course: { root: this.root, lessons, leftOut: [], exercises, written: exercises },
      out: this.out,
      lessons,
      keepOthers: false,
      parts: { student: true, solutions: false, site: false, nbgrader: false, gradescope: false },
      jobs: 2,
      tell: () => {},
      ...options,
    });
  }

  /** The same course elsewhere. */
  async copy(): Promise<Course> {
    const root = await mkdtemp(join(tmpdir(), 'unrolled-course-'));
    await cp(this.root, root, { recursive: true });
    return new Course(root);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
