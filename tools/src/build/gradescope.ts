import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSeed } from '../grade/seed.js';
import { type Notebook, serialize } from '../notebook/notebook.js';
import type { BuiltCourse } from './build.js';
import { type ArchivedFile, collect, pack } from './zip.js';

/** What grades, compiled; Gradescope's image installs the packages that the lock file names. */
const kit = ['package.json', 'package-lock.json', '.npmrc', 'LICENSE', 'lib', 'tools'];

/** https://nodejs.org/dist/v22.21.1/SHASUMS256.txt */
const node = {
  version: 'v22.21.1',
  sha256: '219a152ea859861d75adea578bdec3dce8143853c13c5187f40c40e77b0143b2',
};

/**
 * Writes an autograder a lesson, as Gradescope takes it, and a page to read. The seed is in it:
 * folders and files are readable by their owner only.
 *
 * @param course the kit's folder, with the seed of the hidden cases, and the teacher's own, whose checks
 *   and choices go along
 * @throws SeedError
 *
 * @see Gradescope, *Autograder Specifications*
 */
export async function writeAutograders(
  lessons: readonly { readonly name: string; readonly source: Notebook }[],
  { root, folder: own, settings }: BuiltCourse,
  folder: string,
): Promise<void> {
  const seed = await readSeed(join(root, '.unrolled/seed'), true);
  const common = new Map<string, ArchivedFile>();
  for (const entry of kit) await collect(join(root, entry), entry, common);
  const text = (content: string, mode?: number) => ({ content: Buffer.from(content), mode });
  if (own !== undefined) {
    await collect(join(own, 'checks'), 'course/checks', common);
    // Which lessons there are and when they are due is Gradescope's affair.
    common.set('course/course.json', text(JSON.stringify({ exercises: settings?.exercises })));
  }
  common.set('setup.sh', text(setup, 0o755));
  common.set('run_autograder', text(runAutograder, 0o755));
  common.set('seed', text(`${Buffer.from(seed).toString('hex')}\n`, 0o600));
  await chmod(folder, 0o700);
  for (const { name, source } of lessons) {
    const files = new Map(common).set(`notebooks/${name}.ipynb`, text(serialize(source)));
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'autograder.zip'), pack(files), { mode: 0o600 });
  }
  await writeFile(join(folder, 'README.md'), readme);
}

const setup = `#!/usr/bin/env bash
# Runs once, as root, when Gradescope makes the image: installs Node.js and the packages of the
# grader, which has no code of its own to compile. Where UNROLLED_INSTALLED is set, both are there
# already: \`node\` in /opt/node/bin or on the PATH, and node_modules in /autograder/source.
set -euo pipefail
umask 022
cd /autograder/source
[ -z "\${UNROLLED_INSTALLED:-}" ] || exit 0

apt-get update
apt-get install -y --no-install-recommends ca-certificates curl util-linux
curl -fsSL --retry 3 -o /tmp/node.tar.gz \
  https://nodejs.org/dist/${node.version}/node-${node.version}-linux-x64.tar.gz
echo '${node.sha256}  /tmp/node.tar.gz' | sha256sum --check
mkdir -p /opt/node
tar -xzf /tmp/node.tar.gz --strip-components=1 --no-same-owner -C /opt/node
rm /tmp/node.tar.gz
PATH="/opt/node/bin:$PATH" npm ci --omit=dev
`;

const runAutograder = `#!/usr/bin/env bash
# Runs as root for each submission, whose code runs under other user ids: nothing in here is theirs
# to read or to write, neither the seed and the grader nor the results.
set -euo pipefail
chmod 700 /autograder
chmod 600 /autograder/source/seed
PATH="/opt/node/bin:$PATH" exec node /autograder/source/tools/dist/gradescope/main.js
`;

const readme = `# Unrolled, for Gradescope

Made by \`unrolled build --gradescope\`: \`<lesson>/autograder.zip\` for each lesson that has exercises.

1. Make a _Programming Assignment_ of as many points as the lesson has; students hand in their
   notebook, \`02-….ipynb\`.
2. Upload the lesson's \`autograder.zip\`, with Ubuntu 22.04 or newer as the base image, on x86-64. Its
   \`setup.sh\` installs Node.js ${node.version}, whose checksum it knows, and the packages of the lock file.
3. Try it with the solution (\`build/solutions/\`) and with an empty notebook.

**Keep the zip file to yourself.** It holds the secret from which hidden cases are drawn, the same as
\`.unrolled/seed\`, and the solutions: whoever can download it has both.

**What contains the students' code.** Gradescope's containers forbid namespaces, so that the grader
runs it with \`--sandbox=uid\`: under another user id and with limits, and everything in /autograder
is readable by root only. It could still reach the network where Gradescope has one, and read every
other file of the image. \`unrolled grade\` on a computer of yours contains more.

A result that could not be computed through no fault of the student writes no results.json:
Gradescope says that the autograder failed, and the reason stands in its output.

In an image of your own, with \`node\` and the packages in it already, set \`UNROLLED_INSTALLED=1\`:
then \`setup.sh\` installs nothing.
`;
