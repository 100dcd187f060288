import { Worker } from 'node:worker_threads';

/** Indices into the memory that the kernel and its watch share. */
export const shared = { never: 0, answered: 1 } as const;

/**
 * Calls `interrupt` at each SIGINT, which is how Jupyter interrupts a kernel, even while the main
 * thread computes without a pause.
 *
 * Stock asks Node's vm to stop a cell, which ends where the cell first awaits: an endless loop
 * after an `await` could only be killed, and every variable with it. Here a worker thread waits for
 * the signal (interruptWatch.ts); where the main thread does not answer it, the worker stops what
 * runs there through the inspector, and then the answer comes.
 */
export function watchInterrupts(interrupt: () => void): void {
  const memory = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./interruptWatch.js', import.meta.url), {
    workerData: memory,
    execArgv: [],
  });
  worker.unref();
  worker.on('message', () => {
    Atomics.store(memory, shared.answered, 1);
    Atomics.notify(memory, shared.answered);
    interrupt();
  });
}
