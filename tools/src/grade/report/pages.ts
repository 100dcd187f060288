import { counted } from '../counted.js';
import { clusterMistakes } from '../mistakes.js';
import type { ExerciseResult, SubmissionResult } from '../results.js';
import { distribution, passRates } from './figures.js';
import { fileName } from './fileName.js';
import { type Html, html } from './html.js';
import { sorting, sortingSource } from './sorting.js';
import { style } from './style.js';

/** The longest tables of mistakes and of times. */
const mostRows = 10;

/** Seconds for one exercise; most take less than one. */
const worthNoting = 2;

/** The report's pages by their paths: an overview of the class and a page for each student. */
export function toPages(
  results: readonly SubmissionResult[],
  warning: string | undefined,
): Map<string, string> {
  const pages = new Map([['index.html', overview(results, warning)]]);
  for (const student of new Set(results.map((result) => result.student))) {
    const own = results.filter((result) => result.student === student);
    pages.set(pageOf(student), studentPage(student, own));
  }
  return pages;
}

function pageOf(student: string): string {
  return `students/${fileName(student)}.html`;
}

function page(title: string, content: Html): string {
  // The policy keeps out whatever an error here might let through.
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src ${sortingSource}"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${content}
      </body>
    </html> `.text;
}

function overview(results: readonly SubmissionResult[], warning: string | undefined): string {
  // What is no lesson, '', comes last.
  const lessons = [...new Set(results.map(({ lesson }) => lesson))]
    .sort()
    .sort((a, b) => Number(a === '') - Number(b === ''));
  const students = new Set(results.map(({ student }) => student)).size;
  return page(
    'Grades',
    html`<h1>Grades</h1>
      ${warning === undefined ? '' : html`<p class="warning">${warning}</p>`}
      <p class="quiet">
        ${counted(students, 'student')}, ${counted(results.length, 'notebook')}. The same as
        <a href="grades.csv">grades.csv</a>, <a href="grades.json">grades.json</a> and
        <a href="junit.xml">junit.xml</a>.
      </p>
      ${lessons.map((lesson) =>
        lessonSection(
          lesson,
          results.filter((r) => r.lesson === lesson),
        ),
      )}
      ${sorting}`,
  );
}

function lessonSection(lesson: string, results: readonly SubmissionResult[]): Html {
  const graded = results.filter(({ status, max }) => status === 'graded' && max > 0);
  const rows = results.map(
    ({ student, score, max, status, message, adjustments, exercises }) =>
      html`<tr>
        <td><a href="${encodeURI(pageOf(student))}">${student}</a></td>
        <td class="number" data-value="${score}">
          ${points(score)} of ${points(max)}${adjustments.length > 0 ? ' *' : ''}
        </td>
        <td>
          ${
            status === 'error'
              ? html`<span class="status error">error</span> ${message}`
              : exercises.map(
                  (exercise) =>
                    html`<span
                      class="status ${exercise.status}"
                      title="${exercise.id}: ${exercise.status}"
                      >${mark(exercise)} ${exercise.id}</span
                    > `,
                )
          }
        </td>
      </tr>`,
  );
  return html`<section>
    <h2>${lesson === '' ? 'Without a lesson' : lesson}</h2>
    ${graded.length === 0 ? '' : figures(graded)}
    ${table([heading('Student'), numberHeading('Points'), html`<th>Exercises</th>`], rows)}
    ${
      results.some(({ adjustments }) => adjustments.length > 0)
        ? html`<p class="quiet">* with points given by hand, or lost for being late</p>`
        : ''
    }
    ${commonMistakes(results)}${slowest(graded)}
  </section>`;
}

/** What more than one student got wrong in the same way. */
function commonMistakes(results: readonly SubmissionResult[]): Html | string {
  const common = clusterMistakes(results).filter(({ students }) => students.length > 1);
  if (common.length === 0) return '';
  const rows = common.slice(0, mostRows).map(
    ({ exercise, check, what, isKnown, students }) =>
      html`<tr>
        <td class="number">${students.length}</td>
        <td>${exercise}, ${check}</td>
        <td>${isKnown ? html`This comes out when ${what}.` : what}</td>
      </tr>`,
  );
  return html`<h3>Commonest mistakes</h3>
    ${table([numberHeading('Students'), heading('Check'), heading('Mistake')], rows)}`;
}

/** Where grading took longest: an algorithm that is too slow, or a loop that was stopped. */
function slowest(graded: readonly SubmissionResult[]): Html | string {
  const rows = graded
    .flatMap(({ student, exercises }) =>
      exercises.map(({ id, seconds }) => ({ student, id, seconds })),
    )
    .filter(({ seconds }) => seconds >= worthNoting)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, mostRows)
    .map(
      ({ student, id, seconds }) =>
        html`<tr>
          <td class="number">${seconds.toFixed(1)} s</td>
          <td><a href="${encodeURI(pageOf(student))}">${student}</a></td>
          <td>${id}</td>
        </tr>`,
    );
  if (rows.length === 0) return '';
  return html`<h3>Slowest to grade</h3>
    ${table([numberHeading('Time'), heading('Student'), heading('Exercise')], rows)}`;
}

/** It scrolls by itself where it is too wide. */
function table(headings: readonly Html[], rows: readonly Html[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A click on it sorts the table. */
function heading(name: string): Html {
  return html`<th><button>${name}</button></th>`;
}

function numberHeading(name: string): Html {
  return html`<th class="number"><button>${name}</button></th>`;
}

function figures(graded: readonly SubmissionResult[]): Html {
  const shares = graded.map(({ score, max }) => score / max);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const ids = [...new Set(graded.flatMap(({ exercises }) => exercises.map(({ id }) => id)))];
  const rates = ids.map((id) => ({
    id,
    share:
      graded.filter(({ exercises }) => exercises.some((e) => e.id === id && e.status === 'passed'))
        .length / graded.length,
  }));
  return html`<p class="quiet">
      ${counted(graded.length, 'notebook')} graded, on average ${Math.round(mean * 100)} % of the
      points.
    </p>
    <div class="figures">${distribution(shares)}${passRates(rates)}</div>`;
}

function studentPage(student: string, results: readonly SubmissionResult[]): string {
  return page(
    student,
    html`<p><a href="../index.html">All grades</a></p>
      <h1>${student}</h1>
      ${results.map(notebookSection)}`,
  );
}

function notebookSection(result: SubmissionResult): Html {
  const { lesson, score, max, status, message, notes, adjustments, exercises } = result;
  return html`<section>
    <h2>${lesson === '' ? 'No notebook' : lesson}: ${points(score)} of ${points(max)} points</h2>
    ${status === 'error' ? html`<p><span class="status error">Not graded.</span> ${message}</p>` : ''}
    ${
      notes.length === 0
        ? ''
        : html`<ul class="quiet">
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
    ${
      adjustments.length === 0
        ? ''
        : html`<ul>
            ${adjustments.map(
              (one) =>
                html`<li>
                  ${one.points > 0 ? '+' : '−'}${points(Math.abs(one.points))}: ${one.message}
                </li>`,
            )}
          </ul>`
    }
    ${exercises.map(exerciseSection)}
  </section>`;
}

function exerciseSection(exercise: ExerciseResult): Html {
  const rows = exercise.checks.map(
    (check) =>
      html`<tr>
        <td><span class="status ${check.status}">${mark(check)} ${check.status}</span></td>
        <td>${check.title}</td>
        <td class="number">${points(check.score)} of ${points(check.max)}</td>
      </tr>`,
  );
  const lacking = exercise.status !== 'passed';
  return html`<article class="exercise">
    <h3>
      <span>${exercise.id}</span>
      <span class="status ${exercise.status}"
        >${exercise.status}, ${points(exercise.score)} of ${points(exercise.max)}</span
      >
    </h3>
    ${lacking ? html`<pre>${exercise.message}</pre>` : ''}
    <div class="scroll">
      <table>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${
      exercise.printed === ''
        ? ''
        : html`<details>
            <summary>What the cells printed</summary>
            <pre>${exercise.printed}</pre>
          </details>`
    }
  </article>`;
}

function mark({ status }: { readonly status: ExerciseResult['status'] }): string {
  return { passed: '✓', partial: '◐', failed: '✗', error: '✗', missing: '–' }[status];
}

function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}
