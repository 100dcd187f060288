import type { Course, SourceLesson } from './course.js';
import { drawings, plots } from './drawings.js';
import type { Finding } from './finding.js';
import { hints } from './hints.js';
import { links } from './links.js';
import { Spelling } from './spelling.js';
import { homeless, tidiness } from './tidy.js';
import { CellTypes } from './types.js';

/**
 * All that is wrong with lessons as far as it can be seen without running them, as it is found.
 *
 * @param wanted those that are looked at
 */
export async function* lint(
  course: Course,
  wanted: readonly SourceLesson[] = course.lessons,
): AsyncGenerator<Finding> {
  const spelling = new Spelling(course.root);
  for (const lesson of course.lessons) {
    // Of all lessons, so that it is known which words of the list are in none.
    const words = spelling.findings(lesson);
    if (!wanted.includes(lesson)) continue;
    yield* await tidiness(lesson, course);
    yield* links(lesson, course);
    yield* hints(lesson);
    yield* plots(lesson);
    yield* words;
  }
  yield* spelling.listFindings();
  yield* homeless(course);
  yield* await drawings(course);
  const types = new CellTypes(course.root);
  try {
    for (const lesson of wanted) yield* types.findings(lesson, course);
  } finally {
    types.close();
  }
}
