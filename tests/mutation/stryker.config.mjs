// How Stryker tries the tests of the part that run.mjs names.
import { join } from 'node:path';
import { parts } from './parts.mjs';

const part = process.env.MUTATED_PART;
const { mutate, tests, without = [] } = parts[part];
const output = join('build', 'mutation');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [mutate],
  testRunner: 'mocha',
  mochaOptions: {
    spec: tests,
    require: ['./tests/mutation/register.mjs'],
    ...(without.length > 0 && { grep: `^(?!.*(${without.join('|')}))` }),
  },
  // Each mutant meets only the tests that run its line, and no other after the first that fails.
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  // Endless loops are known by how often they run; a busy machine must not pass for one.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 60,
  tempDirName: join(output, 'sandboxes'),
  ignorePatterns: ['/build', '/work', '/notebooks', '/docs', '.venv', '.unrolled'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  htmlReporter: { fileName: join(output, `${part}.html`) },
  jsonReporter: { fileName: join(output, `${part}.json`) },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
