import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  joinLines,
  serialize,
  type Cell,
  type Notebook,
  type Output,
} from '../notebook/notebook.js';
import { keyOf, type Kept } from './kept.js';
import { renderMarkdown } from './markdown.js';
import { runPython, sourceFile } from './python.js';
import { sideBySide } from './sideBySide.js';
import type { NamedNotebook } from './solve.js';
import { versionOfPages } from './versions.js';

/**
 * Makes an HTML page of each notebook that {@link withRenderedMarkdown} has prepared, by the template
 * in `template/`, which says what it reads in their metadata.
 *
 * @param kept where pages are kept, and looked for, by the name of their notebook
 * @returns the pages by name
 */
export async function makePages(
  notebooks: readonly NamedNotebook[],
  { kept, jobs, signal }: { kept?: Kept; jobs: number; signal?: AbortSignal },
): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const texts = new Map(notebooks.map(({ name, notebook }) => [name, serialize(notebook)]));
  const version = await versionOfPages();
  for (const [name, text] of texts) {
    const page = await kept?.get(`${name}.html`, keyOf(version, text));
    if (page !== undefined) pages.set(name, page);
  }
  const missing = [...texts.keys()].filter((name) => !pages.has(name));
  // nbconvert takes a second to start: a process for each job, not for each page.
  const shares = Array.from({ length: jobs }, (_, job) =>
    missing.filter((_, index) => index % jobs === job),
  );
  await sideBySide(
    shares.filter((names) => names.length > 0),
    jobs,
    async (names) => {
      for (const [name, page] of await convert(names, texts, signal)) {
        pages.set(name, page);
        await kept?.set(`${name}.html`, keyOf(version, texts.get(name)!), page);
      }
    },
  );
  return pages;
}

async function convert(
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'unrolled-pages-'));
  try {
    const paths = names.map((name) => join(folder, `${name}.ipynb`));
    await Promise.all(names.map((name, i) => writeFile(paths[i], texts.get(name)!)));
    const template = [
      '--template=unrolled',
      `--TemplateExporter.extra_template_basedirs=${sourceFile('template')}`,
    ];
    const out = join(folder, 'pages');
    await mkdir(out);
    await runPython(
      [
        '-m',
        'nbconvert',
        '--to=html',
        ...template,
        '--log-level=WARN',
        `--output-dir=${out}`,
      ].concat(paths),
      { signal },
    );
    const read = names.map(
      async (name) => [name, await readFile(join(out, `${name}.html`), 'utf8')] as const,
    );
    return new Map(await Promise.all(read));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The notebook with the HTML of its text cells in their metadata, under `html`; of Markdown and LaTeX
 * that cells displayed beside it; and with the text of the plots that they drew.
 *
 * @throws Error naming the lesson and cell where an equation is not LaTeX
 */
export function withRenderedMarkdown({ name, notebook }: NamedNotebook): Notebook {
  const render = (cell: Cell, text: string) => {
    try {
      return renderMarkdown(text);
    } catch (error) {
      throw new Error(`${name}, cell ${cell.id}: ${(error as Error).message}`, { cause: error });
    }
  };
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type === 'code') {
      const outputs = cell.outputs.map((output) =>
        withFigureText(withRenderedText(output, (text) => render(cell, text))),
      );
      return { ...cell, outputs };
    }
    return { ...cell, metadata: { ...cell.metadata, html: render(cell, cell.source) } };
  });
  return { ...notebook, cells };
}

/** Markdown and LaTeX that a cell displayed are rendered here too. */
function withRenderedText(output: Output, render: (text: string) => string): Output {
  const data = output['data'] as Record<string, unknown> | undefined;
  const markdown = data?.['text/markdown'] ?? data?.['text/latex'];
  if (markdown === undefined || data?.['text/html'] !== undefined) return output;
  return { ...output, data: { ...data, 'text/html': render(joinLines(markdown)) } };
}

/** A plot's JSON, as short as it can stand in a script element: in a map it is most of the page. */
function withFigureText(output: Output): Output {
  const plotly = 'application/vnd.plotly.v1+json';
  const data = output['data'] as Record<string, unknown> | undefined;
  const figure = data?.[plotly];
  if (figure === undefined) return output;
  const json = JSON.stringify(figure).replace(/<(?=[/!s])/gi, '\\u003c');
  return { ...output, data: { 'text/plain': data?.['text/plain'], [plotly]: { ...figure, json } } };
}
