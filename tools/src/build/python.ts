import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { courseRoot } from '../courseRoot.js';

/** A file beside this one's source: what is not TypeScript is used from where it was written. */
export function sourceFile(name: string): string {
  return join(courseRoot, 'tools', 'src', 'build', name);
}

/**
 * Runs the course's own Python, with Jupyter's packages and the course's kernel.
 *
 * @param onLine hears each line of its standard output
 * @throws Error with what it said last, where it ends badly; with the remedy, where it is missing
 */
export async function runPython(
  args: readonly string[],
  { onLine = () => {}, signal }: { onLine?: (line: string) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const windows = process.platform === 'win32';
  const python = join(
    courseRoot,
    '.venv',
    ...(windows ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  if (!existsSync(python))
    throw new Error('the Python environment .venv is missing: run `npm run setup`');
  // Without this, a kernel of the same name in the user's home would come first.
  const env = { ...process.env, JUPYTER_PREFER_ENV_PATH: '1', PYTHONUTF8: '1' };
  const child = spawn(python, args, { env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-10_000);
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`python ${args.join(' ')} ended with ${killedBy ?? code}:\n${complaints}`),
        );
    });
  });
}

/** The file of plotly.js that JupyterLab draws with, too. */
export async function plotlyScript(): Promise<string> {
  const place = "pathlib.Path(plotly.__file__).parent / 'package_data' / 'plotly.min.js'";
  let path = '';
  await runPython(['-c', `import pathlib, plotly; print(${place})`], {
    onLine: (line) => (path = line),
  });
  return path;
}
