import { counted } from '../grade/counted.js';
import { pointsOf } from '../grade/lesson.js';
import { tidyNotebook, type ExerciseOutline } from '../tidy/tidyNotebook.js';
import type { Notebook } from '../notebook/notebook.js';

/**
 * A lesson's source with the points that a course gives: in nbgrader's metadata, and where the text
 * says how many, as in "Exercise 1: `rnnForward` (5 points)" and "**Time:** 90 minutes, 14 points".
 *
 * @param written the exercises with the points that the source has, in its canonical form
 */
export function withPoints(
  source: Notebook,
  name: string,
  written: readonly ExerciseOutline[],
  exercises: readonly ExerciseOutline[],
): Notebook {
  const changes = written
    .map((before, i) => ({ ...before, from: pointsOf([before]), to: pointsOf([exercises[i]]) }))
    .filter(({ lesson, from, to }) => lesson === name && from !== to);
  if (changes.length === 0) return source;
  const inLesson = ({ lesson }: ExerciseOutline) => lesson === name;
  const [from, to] = [written, exercises].map((some) => pointsOf(some.filter(inLesson)));
  const cells = source.cells.map((cell) => {
    if (cell.cell_type !== 'markdown') return cell;
    let text = cell.source;
    for (const change of changes) {
      text = text.replaceAll(
        `\`${change.functionName}\` (${counted(change.from, 'point')})`,
        `\`${change.functionName}\` (${counted(change.to, 'point')})`,
      );
    }
    text = text.replace(/^(\*\*.*\*\*Time:\*\*.*), (\d+ points)\.$/m, (line, before, points) =>
      points === counted(from, 'point') ? `${before}, ${counted(to, 'point')}.` : line,
    );
    return { ...cell, source: text };
  });
  return tidyNotebook({ ...source, cells }, name, exercises).notebook;
}
