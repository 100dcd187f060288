import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  joinLines,
  serialize,
  type Cell,
  type Notebook,
  type Output,
} from '../notebook/notebook.js';
import { renderMarkdown } from './markdown.js';
import { runPython, sourceFile } from './python.js';

/**
 * Writes an HTML page for each executed lesson into `folder`, and into `folder/assets` what the
 * pages share: plotly.js, KaTeX's style and fonts, our own style.
 *
 * @throws Error naming the lesson and cell where an equation in an output is not LaTeX
 */
export async function writePages(
  lessons: readonly { name: string; notebook: Notebook }[],
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const prepared = join(folder, '.pages');
  await mkdir(prepared);
  const paths = lessons.map(({ name }) => join(prepared, `${name}.ipynb`));
  await Promise.all(
    lessons.map(({ name, notebook }, index) =>
      writeFile(paths[index], serialize(withRenderedMarkdown(name, notebook))),
    ),
  );
  const template = [
    '--template=unrolled',
    `--TemplateExporter.extra_template_basedirs=${sourceFile('template')}`,
  ];
  const quiet = '--log-level=WARN';
  await runPython(
    ['-m', 'nbconvert', '--to=html', ...template, quiet, `--output-dir=${folder}`, ...paths],
    { signal },
  );
  await rm(prepared, { recursive: true });
  await writeAssets(join(folder, 'assets'), signal);
}

async function writeAssets(folder: string, signal?: AbortSignal): Promise<void> {
  await cp(sourceFile('assets'), folder, { recursive: true });
  const katex = join(dirname(createRequire(import.meta.url).resolve('katex/package.json')), 'dist');
  await cp(join(katex, 'katex.min.css'), join(folder, 'katex.min.css'));
  await mkdir(join(folder, 'fonts'), { recursive: true });
  // Every browser of the last ten years takes woff2, the first format that the style names.
  const fonts = (await readdir(join(katex, 'fonts'))).filter((file) => file.endsWith('.woff2'));
  await Promise.all(
    fonts.map((font) => cp(join(katex, 'fonts', font), join(folder, 'fonts', font))),
  );
  const copyPlotly =
    'import plotly, shutil, sys; from pathlib import Path; ' +
    "shutil.copyfile(Path(plotly.__file__).parent / 'package_data' / 'plotly.min.js', sys.argv[1])";
  await runPython(['-c', copyPlotly, join(folder, 'plotly.min.js')], { signal });
}

function withRenderedMarkdown(lesson: string, notebook: Notebook): Notebook {
  const render = (cell: Cell, text: string) => {
    try {
      return renderMarkdown(text);
    } catch (error) {
      throw new Error(`${lesson}, cell ${cell.id}: ${(error as Error).message}`, { cause: error });
    }
  };
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type === 'code') {
      const outputs = cell.outputs.map((output) =>
        withRenderedText(output, (text) => render(cell, text)),
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
