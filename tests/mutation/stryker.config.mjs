// How Stryker tries the tests: run.mjs says on which files, and with which tests.
import { join } from 'node:path';

const output = join('build', 'mutation');

// The tests import 'unrolled'; here that means the sources, which Stryker has mutated.
process.env.TSX_TSCONFIG_PATH = 'tests/mutation/tsconfig.json';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', 'tsx'],
  // Each mutant meets only the tests that run its line, and no other after the first that fails.
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  tempDirName: join(output, 'sandboxes'),
  ignorePatterns: ['/build', '/work', '/notebooks', '/docs', '.venv', '.unrolled'],
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
