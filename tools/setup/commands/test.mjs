import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../course.mjs';
import { Problem } from '../problem.mjs';
import { setUp } from '../set-up.mjs';
import { main } from './main.mjs';

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = fileURLToPath(new URL('../counting-reporter.mjs', import.meta.url));

await main('npm test', async () => {
  if (!existsSync(join(root, 'tests')))
    throw new Problem("This copy of the course is a student's: it has no tests.");
  await setUp();
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-test-'));
  try {
    const countsFile = join(folder, 'counts.json');
    const status = await runMocha(countsFile);
    const counts = existsSync(countsFile)
      ? JSON.parse(readFileSync(countsFile, 'utf8'))
      : { passed: 0, failed: 0, skipped: 0, finished: false };
    if (!counts.finished) {
      console.log(`mocha ended before its tests did (${status}): that counts as one failure.`);
      counts.failed += 1;
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    return counts.failed === 0 && status === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Runs the tests, with what stands after `npm test --`; a skipped test is a failed one in CI. */
function runMocha(countsFile) {
  const given = process.argv.slice(2);
  const files = given.some((word) => word.endsWith('.ts')) ? [] : ['tests/**/*.test.ts'];
  const options = [`--reporter=${reporter}`, `--reporter-option=counts=${countsFile}`];
  if (process.env.CI === 'true') options.push('--forbid-pending');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mocha, ...options, ...given, ...files], {
      cwd: root,
      stdio: 'inherit',
    });
    // Ctrl-C reaches mocha too, which then reports what it has.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}
