import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, venv } from '../course.mjs';
import { readIfThere, writeAtomically } from '../files.mjs';

/**
 * Tells this environment's Jupyter of the TypeScript kernel, and JupyterLab to keep to itself:
 * it neither asks about news nor looks for newer versions.
 */
export function configureJupyter() {
  const kernel = join(venv, 'share', 'jupyter', 'kernels', 'tslab');
  // The name stays the stock kernel's, so that notebooks open with either.
  write(join(kernel, 'kernel.json'), {
    argv: [
      process.execPath,
      join(root, 'tools', 'dist', 'kernel', 'main.js'),
      '--config-path={connection_file}',
    ],
    display_name: 'TypeScript',
    language: 'typescript',
    interrupt_mode: 'signal',
  });
  write(join(kernel, 'logo-svg.svg'), logo);
  // JupyterLab asks its copy of yarn, a script that Node otherwise takes for a module and trips over.
  write(join(venv, 'package.json'), { private: true, type: 'commonjs' });
  write(join(venv, 'share', 'jupyter', 'lab', 'settings', 'overrides.json'), {
    '@jupyterlab/apputils-extension:notification': {
      checkForUpdates: false,
      fetchNews: 'false',
    },
  });
}

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="6" fill="#3178c6"/>
  <text x="58" y="56" text-anchor="end" font-family="sans-serif" font-weight="bold" font-size="32" fill="#fff">TS</text>
</svg>
`;

function write(path, content) {
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  if (readIfThere(path) === text) return;
  mkdirSync(join(path, '..'), { recursive: true });
  writeAtomically(path, text);
}
