import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { display } from '../plots/display';
import { escapeHtml } from '../plots/html';
import { Random } from '../tensor/random';
import type { Row } from './compare';
import { deepCopy } from './copy';
import { exerciseById } from './course';
import { improbable } from './draws';
import type { Exercise, NamedCheck } from './exercise';
import { drawCases, judge, type Verdict } from './judge';
import { outcomeOf } from './outcome';
import { tf } from './tfjs';

/** The seed of the cases that a learner sees; the grader draws others besides. */
export const visibleSeed = 1;

/** Thrown by {@link check} where the work is not right yet; its message is the first finding. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** How one named check of an exercise went. */
interface CheckResult {
  readonly check: NamedCheck;
  readonly cases: number;
  /** Of the first case that failed, else of the first case. */
  readonly verdict: Verdict;
}

/**
 * The graded cell: runs the learner's function on seeded inputs, compares the results with tf.js,
 * and shows a table of what agrees and what differs.
 *
 * @param id the exercise, `rnn-forward`
 * @param learnersFunction the function that the exercise asks for
 * @param layers the tf.js layer or layers to compare with; they are copied, never changed
 * @throws CheckFailed where a result is wrong, so that the cell fails
 * @throws RangeError for an unknown exercise, TypeError for a function or layer of the wrong kind
 */
export async function check(
  id: string,
  learnersFunction: (...args: never) => unknown,
  layers: unknown,
): Promise<void> {
  const exercise = exerciseById(id);
  if (typeof learnersFunction !== 'function') {
    throw new TypeError(`check('${id}', …): pass the function ${exercise.functionName} itself`);
  }
  if (layers === undefined) {
    throw new TypeError(
      `check('${id}', ${exercise.functionName}, …): the third argument is missing, what tf.js ` +
        'computes the expected values with',
    );
  }
  await tf.ready();
  const cases = drawCases(exercise, new Random(visibleSeed), layers);
  const results = exercise.checks.map((namedCheck): CheckResult => {
    const own = cases.filter((candidate) => candidate.check === namedCheck);
    let first: Verdict | undefined;
    for (const one of own) {
      const verdict = judge(one, outcomeOf(exercise, learnersFunction, deepCopy(one.args)));
      if (!verdict.passed) return { check: namedCheck, cases: own.length, verdict };
      first ??= verdict;
    }
    if (first === undefined) throw new Error(`${id}: the check ${namedCheck.id} draws no cases`);
    return { check: namedCheck, cases: own.length, verdict: first };
  });
  display({
    'text/html': asHtml(exercise, results),
    'text/plain': asText(exercise, results),
  });
  const failed = results.find((result) => !result.verdict.passed);
  if (failed) throw new CheckFailed(failed.verdict.message);
}

function headline(exercise: Exercise, results: readonly CheckResult[]): string {
  const passed = results.filter((result) => result.verdict.passed);
  const points = (some: readonly CheckResult[]) =>
    some.reduce((sum, result) => sum + result.check.points, 0);
  return passed.length === results.length
    ? `✓ ${exercise.functionName}: all ${results.length} checks agree with tf.js`
    : `✗ ${exercise.functionName}: ${passed.length} of ${results.length} checks agree with ` +
        `tf.js (${points(passed)} of ${points(results)} points)`;
}

function asText(exercise: Exercise, results: readonly CheckResult[]): string {
  const lines = results.flatMap(({ check: namedCheck, cases, verdict }) => [
    `  ${verdict.passed ? '✓' : '✗'} ${namedCheck.title} (${namedCheck.points} ` +
      `${namedCheck.points === 1 ? 'point' : 'points'}, ${cases} ${cases === 1 ? 'case' : 'cases'})`,
    ...(verdict.passed ? [] : [`      ${verdict.message}`]),
    ...verdict.rows.map(
      (row) =>
        `      ${row.passed ? '✓' : '✗'} ${row.name}  ${row.shape}  ` +
        (row.instead === undefined
          ? `largest difference ${amount(row.largestDifference)}`
          : `first wrong: ${row.instead}`) +
        (row.firstWrong
          ? `; first wrong: ${row.firstWrong.at}, yours ${row.firstWrong.yours.toPrecision(6)}, ` +
            `tf.js ${row.firstWrong.expected.toPrecision(6)}`
          : ''),
    ),
  ]);
  return [headline(exercise, results), ...lines].join('\n');
}

function asHtml(exercise: Exercise, results: readonly CheckResult[]): string {
  const good = 'color:var(--jp-success-color1,#1b7f3b)';
  const bad = 'color:var(--jp-error-color1,#c62828)';
  const cell = (content: string, style = '') =>
    `<td style="text-align:left;${style}">${content}</td>`;
  const mark = (passed: boolean) => cell(passed ? '✓' : '✗', passed ? good : bad);
  const body = results.flatMap(({ check: namedCheck, verdict }) => {
    const [row, ...more] =
      verdict.rows.length > 0
        ? verdict.rows
        : [{ name: '', shape: '', passed: false, largestDifference: NaN } as Row];
    return [row, ...more].map(
      (tensor, i) =>
        '<tr>' +
        mark(i === 0 ? verdict.passed : tensor.passed) +
        cell(i === 0 ? escapeHtml(namedCheck.title) : '') +
        cell(i === 0 ? String(namedCheck.points) : '') +
        cell(`<code>${escapeHtml(tensor.name)}</code>`) +
        cell(escapeHtml(tensor.shape), 'white-space:nowrap') +
        cell(
          verdict.rows.length > 0 && tensor.instead === undefined
            ? amount(tensor.largestDifference)
            : '—',
        ) +
        cell(
          tensor.firstWrong
            ? `${escapeHtml(tensor.firstWrong.at)}:<br>yours ` +
                `${tensor.firstWrong.yours.toPrecision(6)}, ` +
                `tf.js ${tensor.firstWrong.expected.toPrecision(6)}`
            : escapeHtml(tensor.instead ?? '—'),
        ) +
        '</tr>',
    );
  });
  const findings = [
    ...new Set(results.filter((r) => !r.verdict.passed).map((r) => r.verdict.message)),
  ].map((message) => `<p style="${bad}">${escapeHtml(message)}</p>`);
  const allPassed = findings.length === 0;
  return [
    `<p style="font-weight:600;${allPassed ? good : bad}">` +
      `${escapeHtml(headline(exercise, results))}</p>`,
    ...findings,
    '<table><thead><tr>',
    ...['', 'check', 'points', 'tensor', 'shape', 'largest difference', 'first wrong entry'].map(
      (title) => `<th style="text-align:left">${title}</th>`,
    ),
    `</tr></thead><tbody>${body.join('')}</tbody></table>`,
    '<details><summary>How tf.js computes the expected values, and how close is close enough' +
      '</summary>',
    `<p>${escapeHtml(howClose(exercise))}</p>`,
    `<pre><code>${escapeHtml(oracleSource(exercise))}</code></pre></details>`,
  ].join('\n');
}

function howClose({ draws, tolerance }: Exercise): string {
  return draws
    ? 'Your draws and those of tf.js agree where their counts are no further apart than luck alone ' +
        `brings them in one of ${(1 / improbable).toLocaleString('en')} tries, by a G-test. The ` +
        'table shows the share that differs most.'
    : `An entry agrees where it differs by at most ${tolerance.absolute} + ` +
        `${tolerance.relative} × the largest entry: ${tolerance.reason}.`;
}

function amount(difference: number): string {
  if (difference === 0 || Number.isNaN(difference)) return String(difference);
  return difference < 0.01 || difference >= 1e4
    ? difference.toExponential(1)
    : difference.toPrecision(2);
}

/** The exercise's own file; in the library its name is the exercise's id. */
function oracleSource({ id, own }: Exercise): string {
  return readFileSync(own?.file ?? join(__dirname, '../../src/checks', `${id}.ts`), 'utf8');
}
