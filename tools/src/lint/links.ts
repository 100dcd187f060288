import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headingAnchor } from '../build/markdown.js';
import type { Course, SourceLesson } from './course.js';
import { type Finding, placeOf } from './finding.js';
import { type Piece, piecesOf } from './prose.js';

/** Links and pictures that lead nowhere, and lessons that don't lead on. */
export function links(lesson: SourceLesson, course: Course): Finding[] {
  const { file, notebook } = lesson;
  const targets = new Set<string>();
  const findings = notebook.cells.flatMap((cell) => {
    if (cell.cell_type !== 'markdown') return [];
    return piecesOf(cell.source).flatMap((piece): Finding[] => {
      const target = targetOf(piece);
      if (target !== undefined) targets.add(target.split('#')[0]);
      const message = htmlProblem(piece) ?? (target && problemOf(target, lesson, course));
      if (message === undefined || message === '') return [];
      return [{ file, cell: placeOf(notebook, cell), line: piece.line, message }];
    });
  });
  const missing = leadsOn(lesson, course).filter((name) => !targets.has(`${name}.ipynb`));
  return [
    ...findings,
    ...missing.map((name) => ({ file, message: `it has no link to ${name}.ipynb: add one` })),
  ];
}

function targetOf({ token }: Piece): string | undefined {
  return token.type === 'link' || token.type === 'image' ? String(token['href']) : undefined;
}

/** Where HTML links or shows something, no check would see it. */
function htmlProblem({ token }: Piece): string | undefined {
  const tag = token.type === 'html' ? /<(a|img)\b/i.exec(token.raw)?.[1] : undefined;
  return tag && `<${tag}> is HTML: write ${tag === 'a' ? '[…](…)' : '![…](…)'}, which is checked`;
}

function problemOf(target: string, lesson: SourceLesson, course: Course): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return urlProblem(target);
  let decoded: string;
  try {
    decoded = decodeURI(target);
  } catch {
    return `the link ${target} is malformed: after % two hexadecimal digits must stand`;
  }
  const [path, anchor] = decoded.split('#');
  if (path !== '' && !existsSync(join(course.folder, path)))
    return `the link ${target} leads nowhere: there is no ${path} in notebooks/`;
  if (anchor === undefined) return undefined;
  const there = path === '' ? lesson : course.lessons.find(({ name }) => `${name}.ipynb` === path);
  if (there === undefined) return `the link ${target}: only notebooks have headings to lead to`;
  const anchors = anchorsIn(there);
  return anchors.includes(anchor)
    ? undefined
    : `the link ${target}: ${there.name} has no such heading; it has ${anchors.map((a) => `#${a}`).join(' ')}`;
}

/** Whether anybody answers there is not for a check to ask: lessons work offline. */
function urlProblem(target: string): string | undefined {
  const advice = 'write a whole address that begins with https://';
  if (!URL.canParse(target)) return `the link ${target} is malformed: ${advice}`;
  const { protocol, hostname } = new URL(target);
  if (protocol !== 'https:' && protocol !== 'http:')
    return `the link ${target} leads to no page of the web: ${advice}`;
  return hostname.includes('.') ? undefined : `the link ${target} names no host: ${advice}`;
}

function anchorsIn({ notebook }: SourceLesson): string[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === 'markdown')
    .flatMap((cell) => piecesOf(cell.source))
    .flatMap(({ token }) =>
      token.type === 'heading' ? [headingAnchor(String(token['text']))] : [],
    );
}

/** The lessons that a reader gets to from here: the next, the last, the contents, the glossary. */
function leadsOn({ name }: SourceLesson, { lessons }: Course): string[] {
  const names = lessons.map((lesson) => lesson.name);
  if (name === names[0]) return names.slice(1);
  if (name === glossary) return [];
  const numbered = names.filter((other) => other !== glossary);
  const at = numbered.indexOf(name);
  const others = [numbered[0], numbered[at - 1], numbered[at + 1], glossary];
  return [...new Set(others)].filter((other) => names.includes(other));
}

const glossary = '20-glossary';
