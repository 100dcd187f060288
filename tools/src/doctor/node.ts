import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';

export const node: Examination = {
  id: 'node',
  title: 'Node',
  examine() {
    const { engines } = JSON.parse(readFileSync(join(courseRoot, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const oldest = engines.node.replace('>=', '');
    const found = `${process.versions.node}, ${process.execPath}`;
    return Promise.resolve(
      isAtLeast(process.versions.node, oldest)
        ? { status: 'ok', found }
        : {
            status: 'problem',
            found,
            remedy: `Install Node ${oldest} or newer from https://nodejs.org, then \`npm run setup\`.`,
          },
    );
  },
};

function isAtLeast(version: string, oldest: string): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor = 0] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
