import { statfs } from 'node:fs/promises';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';

/** Less is not enough for a notebook with plots and what Jupyter keeps of it. */
const NEEDED = 0.2e9;
/** Less is not enough to set up again. */
const COMFORTABLE = 3e9;

export const diskSpace: Examination = {
  id: 'disk-space',
  title: 'Disk space',
  async examine() {
    const { bavail, bsize } = await statfs(courseRoot);
    const free = bavail * bsize;
    const found = `${(free / 1e9).toFixed(1)} GB free in ${courseRoot}`;
    if (free >= COMFORTABLE) return { status: 'ok', found };
    return {
      status: free < NEEDED ? 'problem' : 'warning',
      found,
      remedy: 'Free some: set-up needs up to 3 GB, a lesson some MB.',
    };
  },
};
