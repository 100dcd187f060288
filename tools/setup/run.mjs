import { spawn, spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { noteChild } from './lock.mjs';
import { CommandFailed } from './problem.mjs';

const running = new Set();

/**
 * Runs a program to its end and returns its standard output; `tell` hears its latest line.
 * @throws CommandFailed with all that it printed.
 */
export function run(command, args, { tell, timeout, ...options } = {}) {
  const name = [basename(command), ...args.slice(0, 3)].join(' ');
  return new Promise((resolve, reject) => {
    // A group of its own: what the program starts in turn can then be ended with it.
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      ...options,
    });
    const said = { stdout: '', all: '' };
    let overdue = false;
    const timer = timeout && setTimeout(() => ((overdue = true), end(child)), timeout);
    if (child.pid) {
      running.add(child);
      noteChild(child.pid);
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        said.all += text;
        if (stream === child.stdout) said.stdout += text;
        const line = text
          .trimEnd()
          .split(/[\r\n]/)
          .at(-1)
          .trim();
        if (line) tell?.(line);
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (code === 0) return resolve(said.stdout);
      const reason = overdue
        ? `took longer than ${timeout / 1000} s`
        : `ended with ${signal ?? `exit status ${code}`}`;
      reject(new CommandFailed(name, reason, said.all));
    });
  });
}

/** What a short program prints, or undefined where it is missing or fails. */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.trim() : undefined;
}

/** Ends every program that `run` started. */
export function endAll() {
  for (const child of running) end(child);
}

function end(child) {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  else
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch (error) {
      // It may have ended by itself in this very moment.
      if (error.code !== 'ESRCH') throw error;
    }
}
