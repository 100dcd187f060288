import { create } from 'xmlbuilder2';
import { printable } from '../printable.js';
import type { CheckResult, SubmissionResult } from '../results.js';

/**
 * junit.xml: a suite a notebook, a case a check, for whatever shows test results. A check that was
 * not passed is a failure, one whose function was not written is skipped, and one that could not be
 * run is an error, as is a notebook that could not be graded.
 */
export function toJunit(results: readonly SubmissionResult[]): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'unrolled',
    ...counts(results.flatMap(checksOf)),
  });
  for (const result of results) {
    const suite = root.ele('testsuite', {
      name: printable(`${result.student}: ${result.lesson}`),
      ...counts(checksOf(result)),
      time: seconds(result.exercises.reduce((sum, exercise) => sum + exercise.seconds, 0)),
    });
    if (result.status === 'error') {
      const message = printable(result.message);
      suite
        .ele('testcase', { classname: 'notebook', name: 'can be graded' })
        .ele('error', { message });
    }
    for (const exercise of result.exercises) {
      for (const check of exercise.checks) {
        const one = suite.ele('testcase', { classname: exercise.id, name: printable(check.title) });
        const message = printable(check.message);
        if (check.status === 'missing') one.ele('skipped', { message });
        else if (check.status !== 'passed') {
          one.ele(check.status === 'error' ? 'error' : 'failure', { message }).txt(message);
        }
      }
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

type Status = CheckResult['status'];

function checksOf({ status, exercises }: SubmissionResult): Status[] {
  const checks = exercises.flatMap((exercise) => exercise.checks.map((check) => check.status));
  return status === 'error' ? ['error', ...checks] : checks;
}

function counts(statuses: readonly Status[]) {
  const count = (wanted: Status) => statuses.filter((status) => status === wanted).length;
  return {
    tests: statuses.length,
    failures: count('failed'),
    errors: count('error'),
    skipped: count('missing'),
  };
}

function seconds(value: number): string {
  return value.toFixed(3);
}
