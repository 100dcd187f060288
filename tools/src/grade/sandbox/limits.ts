/** What a sandboxed process may use. Past any of these it is stopped. */
export interface Limits {
  /** Resident memory of all its processes together, and about what one may allocate. */
  readonly memoryMiB: number;
  /** V8's heap, below `memoryMiB`, so that V8 gives up first and says why. */
  readonly heapMiB: number;
  /** Processes and threads; Node itself takes about a dozen. */
  readonly processes: number;
  readonly openFiles: number;
  /** Largest file, and the size of /tmp. */
  readonly fileMiB: number;
  /** Processor time; undefined for a process that is kept for long. */
  readonly cpuSeconds?: number;
}

/** One exercise of one submission. */
export const runLimits: Limits = {
  memoryMiB: 512,
  heapMiB: 256,
  processes: 64,
  openFiles: 256,
  fileMiB: 16,
  cpuSeconds: 30,
};

/** The TypeScript compiler, kept warm. */
export const compileLimits: Limits = {
  memoryMiB: 1024,
  heapMiB: 768,
  processes: 64,
  openFiles: 1024,
  fileMiB: 1,
};
