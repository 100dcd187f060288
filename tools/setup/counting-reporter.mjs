// mocha's own report, and its counts in a file: for the line that `npm test` ends with.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const { EVENT_RUN_END, EVENT_TEST_END } = Mocha.Runner.constants;

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const write = (finished) => {
      const { passes: passed, failures: failed, pending: skipped } = runner.stats;
      const counts = { passed, failed, skipped, finished };
      writeFileSync(options.reporterOptions.counts, JSON.stringify(counts));
    };
    // After every test: what was counted survives a test that takes the process down.
    runner.on(EVENT_TEST_END, () => write(false));
    runner.on(EVENT_RUN_END, () => write(true));
  }
}
