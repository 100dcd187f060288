import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nspell from 'nspell';
import { blot } from '../build/markdown.js';
import type { SourceLesson } from './course.js';
import { type Finding, placeOf } from './finding.js';
import { lineAt } from './prose.js';

const listFile = 'notebooks/words.txt';

/** British English, as the lessons are written in, and the words in `notebooks/words.txt`. */
export class Spelling {
  private readonly english = nspell(britishEnglish('aff'), britishEnglish('dic'));
  private readonly list: readonly string[];
  private readonly own: ReadonlySet<string>;
  private readonly used = new Set<string>();

  constructor(root: string) {
    const path = join(root, listFile);
    this.list = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    this.own = new Set(this.list);
  }

  /** Words in text and in comments that are in neither. */
  findings({ file, notebook }: SourceLesson): Finding[] {
    return notebook.cells.flatMap((cell) => {
      const text = cell.cell_type === 'code' ? commentsOf(cell.source) : proseOf(cell.source);
      const found = new Map<string, Finding>();
      for (const { word, line } of wordsOf(text)) {
        if (found.has(word) || this.knows(word)) continue;
        const [other] = this.english.suggest(word);
        const advice = other === undefined ? '' : `write "${other}", or `;
        const message = `"${word}" is no word that the dictionary knows: ${advice}put it into ${listFile}`;
        found.set(word, { file, cell: placeOf(notebook, cell), line, message });
      }
      return [...found.values()];
    });
  }

  /** What is wrong with the list of words; after {@link findings} of all lessons. */
  listFindings(): Finding[] {
    const sorted = [...this.own].sort();
    const wrong = this.list.findIndex((word, i) => word !== sorted[i]);
    const order =
      wrong === -1
        ? []
        : [
            {
              line: wrong + 1,
              message: `"${this.list[wrong]}" is out of order, or there twice: sort the list`,
            },
          ];
    const unused = this.list.flatMap((word, i) =>
      this.used.has(word)
        ? []
        : [
            {
              line: i + 1,
              message: `"${word}" is in no lesson, or in the dictionary: take it out`,
            },
          ],
    );
    return [...order, ...unused].map((finding) => ({ file: listFile, ...finding }));
  }

  private knows(word: string): boolean {
    if (this.english.correct(word)) return true;
    for (const form of [word, word.replace(/'s$/, ''), word.toLowerCase()]) {
      if (!this.own.has(form)) continue;
      this.used.add(form);
      return true;
    }
    return false;
  }
}

/** A file of the package dictionary-en-gb, whose own module can't be loaded by `require`. */
function britishEnglish(part: 'aff' | 'dic'): Buffer {
  const folder = dirname(createRequire(import.meta.url).resolve('dictionary-en-gb'));
  return readFileSync(join(folder, `index.${part}`));
}

/** What a reader reads of Markdown, in its lines: no code, equations, addresses, tags or marks. */
function proseOf(source: string): string {
  return blot(source, 'equations and code')
    .replace(/\]\((?:[^()]|\([^()]*\))*\)|<[^>]*>|\bhttps?:\S+|&\w+;/g, ' ')
    .replaceAll('*', '');
}

/** Comments, in their lines, less what stands in them between backquotes or is an address. */
function commentsOf(source: string): string {
  const comments = source.matchAll(/\/\*[^]*?\*\/|(?<![:"'`])\/\/.*/g);
  let text = '';
  for (const { 0: comment, index } of comments) {
    text += '\n'.repeat(lineAt(source, index) - lineAt(text, text.length));
    text += comment.replace(/`[^`\n]*`|\bhttps?:\S+/g, ' ');
  }
  return text;
}

/** Names, abbreviations and what belongs to a formula are no words: rnnForward, LSTM, dW, x_1. */
function wordsOf(text: string): { word: string; line: number }[] {
  const words = text.replaceAll('’', "'").matchAll(latinWord);
  return [...words]
    .filter(([word]) => !/\p{L}\p{Lu}/u.test(word))
    .map(({ 0: word, index }) => ({ word, line: lineAt(text, index) }));
}

const latinWord =
  /(?<![\p{L}\p{N}_<.])\p{Script=Latin}{2,}(?:'\p{Script=Latin}+)?(?![\p{L}\p{M}\p{N}_(<]|\.\p{L})/gu;
