import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../course.mjs';
import { Problem } from '../problem.mjs';
import { setUp } from '../set-up.mjs';
import { main } from './main.mjs';

const usage = `Usage: npm test -- [options] [files]

Sets up what is missing, and runs the tests: all of them, or the files that are named.

Options:
  --quick     leave out what starts kernels, sandboxes, browsers or whole commands
  --coverage  say which share of lib/ and tools/ ran; build/coverage/index.html shows the lines
  -h, --help  show this
Any other option is mocha's, such as --grep "t-SNE".`;

const own = ['--quick', '--coverage', '--help', '-h'];

/** Folders of tests/ with what takes long; `--quick` leaves them out. */
const slow = [
  'architecture',
  'attacks',
  'bench',
  'browser',
  'build',
  'course',
  'exercises',
  'grade',
  'kernel',
  'learner',
  'lessons',
  'lint',
  'nbgrader',
  'package',
  'setup',
  'similar',
  'validate',
];

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = fileURLToPath(new URL('../counting-reporter.mjs', import.meta.url));

/** c8, in front of the program that it measures. */
const measuring = [
  join(root, 'node_modules', 'c8', 'bin', 'c8.js'),
  '--include={lib,tools}/src/**',
  '--exclude-after-remap',
  '--reporter=text-summary',
  '--reporter=html',
  `--reports-dir=${join(root, 'build', 'coverage')}`,
  process.execPath,
];

await main('npm test', async () => {
  const words = process.argv.slice(2);
  const [quick, coverage, ...help] = own.map((word) => words.includes(word));
  if (help.includes(true)) return console.log(usage);
  const given = words.filter((word) => !own.includes(word));
  if (!existsSync(join(root, 'tests')))
    throw new Problem("This copy of the course is a student's: it has no tests.");
  await setUp();
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-test-'));
  try {
    const countsFile = join(folder, 'counts.json');
    const status = await run([
      ...(coverage ? measuring : []),
      mocha,
      `--reporter=${reporter}`,
      `--reporter-option=counts=${countsFile}`,
      // A skipped test is a failed one in CI.
      ...(process.env.CI === 'true' ? ['--forbid-pending'] : []),
      ...(quick ? [`--ignore=tests/{${slow.join(',')}}/**`] : []),
      ...given,
      ...(given.some((word) => word.endsWith('.ts')) ? [] : ['tests/**/*.test.ts']),
    ]);
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

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      // The kit is tested as it is, without what a teacher has added to it.
      env: { ...process.env, UNROLLED_COURSE: '' },
    });
    // Ctrl-C reaches mocha too, which then reports what it has.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}
