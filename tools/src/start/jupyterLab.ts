import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { courseRoot } from '../courseRoot.js';
import { Problem } from './problem.js';

const FIRST_PORT = 8888;
const SHUTDOWN_MS = 10_000;

/** What to open, and how. */
export interface JupyterLabOptions {
  /** The folder that JupyterLab shows. */
  readonly folder: string;
  /** Open a browser on it? */
  readonly browser: boolean;
  /** The address to listen on; without one, only this machine's programs reach it. */
  readonly host?: string;
  /** The port to listen on; without one, the first free port from 8888. */
  readonly port?: number;
}

/**
 * Runs JupyterLab from the course's own environment until it ends or a signal asks it to.
 *
 * @param onReady hears its address once it answers
 * @throws Problem where the port is taken or JupyterLab does not start
 */
export async function runJupyterLab(
  { folder, browser, host, port }: JupyterLabOptions,
  onReady: (url: string) => void,
): Promise<void> {
  const chosen = port ?? (await firstFreePort());
  if (port !== undefined && !(await isFree(port)))
    throw new Problem(
      `Port ${port} is taken by another program. Choose another one, or leave out --port to get a free one.`,
    );
  const token = randomBytes(24).toString('hex');
  const windows = process.platform === 'win32';
  const python = join(
    courseRoot,
    '.venv',
    ...(windows ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const server = spawn(python, [...flags, ...where(folder, chosen, browser, host)], {
    cwd: folder,
    // A session of its own: Ctrl-C then reaches only us, and we end JupyterLab without its question.
    detached: !windows,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      JUPYTER_TOKEN: token,
      // A kernel of the same name in the user's home would come first.
      JUPYTER_PREFER_ENV_PATH: '1',
      // The tabs that were open in other folders are of no use here.
      JUPYTERLAB_WORKSPACES_DIR: join(courseRoot, '.unrolled', 'workspaces'),
    },
  });
  let asked = false;
  const stop = () => {
    // Impatience, shown by a second Ctrl-C, ends it at once.
    server.kill(asked ? 'SIGKILL' : 'SIGTERM');
    if (!asked) setTimeout(() => server.kill('SIGKILL'), SHUTDOWN_MS).unref();
    asked = true;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const ended = new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code, signal) => resolve(signal ?? `exit status ${code}`));
  });
  try {
    const url = `http://localhost:${chosen}`;
    if (await Promise.race([isUp(url, token, () => asked), ended.then(() => false)]))
      onReady(`${url}/lab?token=${token}`);
    const how = await ended;
    if (!asked && how !== 'exit status 0')
      throw new Problem(
        `JupyterLab ended by itself (${how}); what it said stands above. \`npx unrolled doctor\` looks for the cause.`,
      );
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** What keeps JupyterLab to this machine and this course; all of it works offline. */
const flags = [
  '-m',
  'jupyterlab',
  '--ServerApp.log_level=WARN',
  '--LabApp.log_level=WARN',
  '--LabApp.news_url=None',
  '--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate',
  '--LabApp.extension_manager=readonly',
  '--MappingKernelManager.default_kernel_name=tslab',
  // Python's kernel comes with JupyterLab; no lesson runs on it.
  '--KernelSpecManager.ensure_native_kernel=False',
  '--KernelSpecManager.allowed_kernelspecs=tslab',
];

function where(folder: string, port: number, browser: boolean, host?: string): string[] {
  return [
    `--ServerApp.root_dir=${folder}`,
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    ...(browser ? [] : ['--no-browser']),
    ...(host === undefined ? [] : [`--ip=${host}`]),
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  ];
}

async function isUp(url: string, token: string, giveUp: () => boolean): Promise<boolean> {
  while (!giveUp()) {
    try {
      const answer = await fetch(`${url}/api/status`, {
        headers: { Authorization: `token ${token}` },
      });
      if (answer.ok) return true;
    } catch {
      // It does not listen yet.
    }
    await sleep(100);
  }
  return false;
}

async function firstFreePort(): Promise<number> {
  for (let port = FIRST_PORT; port <= 65535; port++) if (await isFree(port)) return port;
  throw new Problem(`No port from ${FIRST_PORT} on is free. End a program that listens.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}
