import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { courseRoot } from '../../tools/src/courseRoot.js';
import { findLessons, readLesson } from '../../tools/src/notebook/lessons.js';

/** The text of a lesson without its code, in which brackets mean something else. */
async function textOf(name: string): Promise<string> {
  const [file] = await findLessons(courseRoot, [name]);
  const { cells } = await readLesson(courseRoot, file);
  const texts = cells.filter((cell) => cell.cell_type === 'markdown').map(({ source }) => source);
  return texts.join('\n\n').replace(/`[^`\n]*`/g, '');
}

/** What JupyterLab calls the headings of a text in links. */
function anchorsIn(text: string): string[] {
  const headings = text.match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) => heading.replace(/^#+ /, '').replace(/ /g, '-'));
}

const names = (await findLessons(courseRoot)).map(({ name }) => name);
const texts = new Map(
  await Promise.all(names.map(async (name) => [name, await textOf(name)] as const)),
);

describe('links between lessons', () => {
  for (const [name, text] of texts) {
    it(`of ${name} lead somewhere`, () => {
      for (const [, target] of text.matchAll(/\]\(((?!\w+:)[^)\s]+)\)/g)) {
        const [path, anchor] = decodeURI(target).split('#');
        assert.ok(path === '' || existsSync(join(courseRoot, 'notebooks', path)), target);
        if (anchor === undefined) continue;
        const there = path === '' ? text : texts.get(path.replace(/\.ipynb$/, ''));
        assert.ok(there && anchorsIn(there).includes(anchor), `${target}: no such heading`);
      }
    });
  }

  it('lead on to the next lesson, back, to the contents and to the glossary', () => {
    const numbered = names.filter((name) => !name.endsWith('-glossary'));
    numbered.forEach((name, i) => {
      const wanted = [numbered[i - 1], numbered[i + 1], '20-glossary', i > 0 && numbered[0]];
      for (const other of wanted.filter(Boolean)) {
        assert.ok(texts.get(name)?.includes(`](${other}.ipynb`), `${name} has no link to ${other}`);
      }
    });
    const contents = texts.get(numbered[0]) ?? '';
    for (const name of names.slice(1)) {
      assert.ok(contents.includes(`](${name}.ipynb)`), `the contents have no link to ${name}`);
    }
  });
});
