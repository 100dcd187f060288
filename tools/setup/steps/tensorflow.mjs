// tfjs-node, by the first of three routes that works here: its makers' own download; a build from
// the TensorFlow that PyPI has; tf.js in plain JavaScript, which has the same layers and is slow.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, writeAtomically } from '../files.mjs';
import { DiskFull, explain, NoPermission } from '../problem.mjs';
import { addon, tfjsNode } from './tensorflow-addon.mjs';
import { build, takeBuilt } from './tensorflow-build.mjs';
import { download } from './tensorflow-download.mjs';

/** Says by which route tfjs-node came; written last, and gone whenever npm reinstalls the package. */
const record = join(tfjsNode, 'unrolled-route.json');

const routes = [
  { doing: 'taking an earlier build of tfjs-node', route: 'built', install: takeBuilt },
  { doing: 'downloading tfjs-node', route: 'official', install: download },
  { doing: 'building tfjs-node', route: 'built', install: build },
];

/** Makes tfjs-node loadable if that can be had. What failed before is tried again on `retry`. */
export async function installTensorflow({ retry }) {
  const last = JSON.parse(readIfThere(record) ?? '{}');
  if (last.route === 'pure-js' && !retry) return warn(last.reasons);
  if (last.route && last.route !== 'pure-js' && existsSync(addon)) return;

  const reasons = [];
  for (const { doing, route, install } of routes) {
    try {
      removeRemains();
      const version = await install();
      if (version) return remember({ route, tensorflow: version });
    } catch (error) {
      const problem = explain(error, doing);
      if (problem instanceof DiskFull || problem instanceof NoPermission) throw problem;
      reasons.push(problem.message);
      console.log(`  not this way: ${problem.message.split('. ')[0]}.`);
    }
  }
  removeRemains();
  remember({ route: 'pure-js', reasons });
  warn(reasons);
}

function remember(outcome) {
  writeAtomically(record, `${JSON.stringify(outcome, null, 2)}\n`);
}

/** What an interrupted or failed route left would look like an installed addon to tfjs-node. */
function removeRemains() {
  for (const part of ['lib', 'deps', 'unrolled-route.json'])
    rmSync(join(tfjsNode, part), { recursive: true, force: true });
}

function warn(reasons) {
  const line = '─'.repeat(72);
  console.warn(
    [
      line,
      'WARNING: tfjs-node could not be installed. tf.js runs in plain JavaScript: the checks give',
      'the same verdicts, and everything that trains tf.js layers is about 25 times slower.',
      ...reasons.map((reason) => `  - ${reason}`),
      'When that is mended, `npm run setup` tries again.',
      line,
    ].join('\n'),
  );
}
