import inspector from 'node:inspector';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { shared } from './interrupts.js';

/*
 * The worker thread that waits for SIGINT (interrupts.ts says why). A worker gets no signals, but
 * `breakOnSigint` works in every thread: the signal ends the wait.
 */

const memory = workerData as Int32Array;
/** How long the main thread may take to answer before it counts as busy, in ms. */
const patience = 100;
/** How often to look whether the kernel has been orphaned, in ms. */
const orphanCheck = 1000;

/** Jupyter's server, where it started this kernel itself. */
const parent = Number(process.env.JPY_PARENT_PID);
const wasStartedByParent = parent > 1 && process.ppid === parent;

function waitForSignal(): void {
  for (;;) {
    Atomics.wait(memory, shared.never, 0, orphanCheck);
    // A kernel must not outlive its server, not even one that is stuck in a loop.
    if (wasStartedByParent && process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }
}

function passOn(): void {
  Atomics.store(memory, shared.answered, 0);
  parentPort?.postMessage('SIGINT');
  if (Atomics.wait(memory, shared.answered, 0, patience) !== 'timed-out') return;
  const session = new inspector.Session();
  session.connectToMainThread();
  session.post('Runtime.terminateExecution');
  Atomics.wait(memory, shared.answered, 0, 10 * patience);
  session.disconnect();
}

function watch(script: vm.Script): void {
  for (;;) {
    try {
      script.runInThisContext({ breakOnSigint: true });
    } catch {
      passOn();
    }
  }
}

const wait = new vm.Script('waitForSignal()');
const waitAgainAndAgain = new vm.Script('watchInner()');
// One wait inside another: with no wait at all, for as long as it takes to begin the next one, a
// second signal would end the process.
Object.assign(globalThis, { waitForSignal, watchInner: () => watch(wait) });
watch(waitAgainAndAgain);
