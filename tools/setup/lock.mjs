// One set-up at a time: two that install into the same folders would spoil each other's work.
import { appendFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateFolder } from './course.mjs';
import { readIfThere } from './files.mjs';

const path = join(stateFolder, 'setup.lock');

/** Runs `work` once no other set-up of this checkout runs, nor a program that a killed one left. */
export async function exclusively(work) {
  mkdirSync(stateFolder, { recursive: true });
  for (let waiting = false; !taken(); waiting = true) {
    const others = processesAlive();
    if (others.length === 0) rmSync(path, { force: true });
    else {
      if (!waiting)
        console.log(
          `Another set-up of this folder is at work (process ${others.join(', ')}): waiting for it.`,
        );
      await sleep(300);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Remembers a program that set-up started: it can outlive a set-up that was killed. */
export function noteChild(pid) {
  appendFileSync(path, `\n${pid}`);
}

function taken() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The lock's processes that still run. After a restart of the machine its numbers mean nothing. */
function processesAlive() {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (written < Date.now() - uptime() * 1000) return [];
  return (readIfThere(path) ?? '').split('\n').filter(Boolean).map(Number).filter(isAlive);
}

function isAlive(pid) {
  // A child leads a group of its own, which lives as long as any of its programs.
  return [pid, -pid].some((target) => {
    try {
      process.kill(target, 0);
      return true;
    } catch (error) {
      return error.code === 'EPERM';
    }
  });
}
