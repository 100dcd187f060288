import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';

export const plots: Examination = {
  id: 'plots',
  title: 'Plots',
  examine() {
    const extension = join(
      courseRoot,
      ...['.venv', 'share', 'jupyter', 'labextensions', 'jupyterlab-plotly', 'package.json'],
    );
    if (!existsSync(extension))
      return Promise.resolve({
        status: 'problem',
        found: 'JupyterLab has no plotly renderer, so plots stay empty',
        remedy: 'Delete .venv, then `npm run setup`.',
      });
    const { version } = JSON.parse(readFileSync(extension, 'utf8')) as { version: string };
    return Promise.resolve({ status: 'ok', found: `JupyterLab's plotly renderer ${version}` });
  },
};
