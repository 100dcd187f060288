import { createHash } from 'node:crypto';
import type { ExerciseResult, SubmissionResult } from '../results.js';
import { distribution, passRates } from './figures.js';
import { type Html, html } from './html.js';
import { style } from './style.js';

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

/** A safe file name that no two students share, whatever their names are. */
function pageOf(student: string): string {
  const readable = student
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(student).digest('hex').slice(0, 8);
  return `students/${readable === '' ? 'student' : readable}-${digest}.html`;
}

function page(title: string, content: Html): string {
  // The policy keeps out whatever an error here might let through.
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
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
        ${count(students, 'student')}, ${count(results.length, 'notebook')}. The same as
        <a href="grades.csv">grades.csv</a> and <a href="grades.json">grades.json</a>.
      </p>
      ${lessons.map((lesson) =>
        lessonSection(
          lesson,
          results.filter((r) => r.lesson === lesson),
        ),
      )}`,
  );
}

function lessonSection(lesson: string, results: readonly SubmissionResult[]): Html {
  const graded = results.filter(({ status, max }) => status === 'graded' && max > 0);
  const rows = results.map(
    ({ student, score, max, status, message, exercises }) =>
      html`<tr>
        <td><a href="${encodeURI(pageOf(student))}">${student}</a></td>
        <td class="number">${points(score)} of ${points(max)}</td>
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
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Student</th>
            <th class="number">Points</th>
            <th>Exercises</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
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
      ${count(graded.length, 'notebook')} graded, on average ${Math.round(mean * 100)} % of the
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
  const { lesson, score, max, status, message, notes, exercises } = result;
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

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
