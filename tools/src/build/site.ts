import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lessonOf } from '../notebook/metadata.js';
import type { Notebook } from '../notebook/notebook.js';
import type { ExerciseOutline } from '../tidy/tidyNotebook.js';
import type { ApiReference } from './api.js';
import { readHtml } from './html.js';
import type { Kept } from './kept.js';
import { makePages, withRenderedMarkdown } from './pages.js';
import { plotlyScript, sourceFile } from './python.js';
import type { NamedNotebook } from './solve.js';
import { withSoundFiles } from './sounds.js';

/** Executed lessons as a set of pages that lead on to one another, and how they are presented. */
export interface Site {
  /** What the set is called, on each page. */
  readonly title: string;
  /** Markdown, between the title and the list of lessons. */
  readonly introduction: string;
  /** What is written above a cell that solves an exercise. */
  readonly solutionLabel: string;
  readonly lessons: readonly NamedNotebook[];
  readonly exercises: readonly ExerciseOutline[];
  /** Stands in the site where it is given, and cells link to what they import from it. */
  readonly api?: ApiReference;
}

/**
 * Writes a page for each lesson into `folder`, a page of contents, an index to search in, and into
 * `assets/` what the pages share. All of it works from the disk, without a network or a server.
 *
 * @throws Error naming the lesson and cell where an equation in an output is not LaTeX
 */
export async function writeSite(
  site: Site,
  folder: string,
  making: { kept?: Kept; jobs: number; signal?: AbortSignal },
): Promise<void> {
  const lessons = site.lessons.map(({ name, notebook }) => ({
    name,
    title: lessonOf(notebook)?.title ?? name,
    notebook: withReferences(withRenderedMarkdown({ name, notebook }), site.api),
  }));
  const contents = withRenderedMarkdown({ name: 'index', notebook: contentsOf(site) });
  const link = (lesson: (typeof lessons)[number] | undefined) =>
    lesson && { title: lesson.title, href: `${lesson.name}.html` };
  const prepared = [
    { name: 'index', notebook: forPage(contents, { site: site.title, title: 'Contents' }) },
    ...lessons.map(({ name, title, notebook }, index) => ({
      name,
      notebook: forPage(notebook, {
        site: site.title,
        title,
        solution_label: site.solutionLabel,
        previous: link(lessons[index - 1]),
        next: link(lessons[index + 1]),
      }),
    })),
  ];
  const pages = await makePages(prepared, making);
  for (const [name, page] of pages)
    await writeFile(join(folder, `${name}.html`), await withSoundFiles(page, folder));
  await writeAssets(join(folder, 'assets'));
  const sections = JSON.stringify(lessons.flatMap(sectionsOf));
  await writeFile(join(folder, 'assets', 'sections.js'), `globalThis.sections = ${sections};\n`);
  await site.api?.write(join(folder, 'api'));
}

/** What the template reads, see there, in the place of what the notebook said of itself. */
function forPage(notebook: Notebook, page: Record<string, unknown>): Notebook {
  return { ...notebook, metadata: { ...notebook.metadata, page } };
}

/** The contents as a notebook of one cell, so that their page is made like the others. */
function contentsOf({ title, introduction, lessons, exercises, api }: Site): Notebook {
  const entries = lessons.map(({ name, notebook }) => {
    const of = exercises.filter(({ lesson }) => lesson === name);
    const functions = of.map(({ functionName }) => `\`${functionName}\``).join(', ');
    const points = of.flatMap(({ checks }) => checks).reduce((sum, check) => sum + check.points, 0);
    const work = functions && `<br>You write ${functions}: ${points} points.`;
    return `- [${lessonOf(notebook)?.title ?? name}](${name}.ipynb)${work}`;
  });
  const reference = api
    ? ['The [API reference](api/index.html) tells of all that lessons import.']
    : [];
  const source = [`# ${title}`, introduction, '## Lessons', entries.join('\n'), ...reference];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [{ cell_type: 'markdown', id: 'contents', metadata: {}, source: source.join('\n\n') }],
  };
}

/** With links to the API reference in the metadata of the cells that import from the library. */
function withReferences(notebook: Notebook, api: ApiReference | undefined): Notebook {
  if (api === undefined) return notebook;
  const cells = notebook.cells.map((cell) => {
    const references = cell.cell_type === 'code' ? api.referencesOf(cell.source) : [];
    return references.length > 0 ? { ...cell, metadata: { ...cell.metadata, references } } : cell;
  });
  return { ...notebook, cells };
}

/** What the search knows of a lesson: its headings, each with the text and code below it. */
function sectionsOf({ name, title, notebook }: NamedNotebook & { title: string }) {
  const sections: { href: string; lesson: string; heading: string; text: string }[] = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'code') {
      sections.at(-1)!.text += `${cell.source}\n`;
      continue;
    }
    for (const { level, id, heading, text } of readHtml(String(cell.metadata['html'])).sections) {
      if (level > 0)
        sections.push({
          href: `${name}.html#${encodeURIComponent(id)}`,
          lesson: title,
          heading,
          text,
        });
      else if (sections.length > 0) sections.at(-1)!.text += text;
    }
  }
  return sections.map((section) => ({
    ...section,
    text: section.text.replace(/\s+/g, ' ').trim(),
  }));
}

async function writeAssets(folder: string): Promise<void> {
  await cp(sourceFile('assets'), folder, { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  const katex = join(dirname(resolve('katex/package.json')), 'dist');
  await cp(join(katex, 'katex.min.css'), join(folder, 'katex.min.css'));
  await mkdir(join(folder, 'fonts'), { recursive: true });
  // Every browser of the last ten years takes woff2, the first format that the style names.
  const fonts = (await readdir(join(katex, 'fonts'))).filter((file) => file.endsWith('.woff2'));
  await Promise.all(
    fonts.map((font) => cp(join(katex, 'fonts', font), join(folder, 'fonts', font))),
  );
  const miniSearch = join(dirname(resolve('minisearch')), '..', 'umd', 'index.js');
  await cp(miniSearch, join(folder, 'minisearch.js'));
  await cp(await plotlyScript(), join(folder, 'plotly.min.js'));
}
