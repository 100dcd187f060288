/** What a sandboxed process may use. Past any of these it is stopped. */
export interface Limits {
  /** For one answer; seconds in which the machine had no processor to spare do not count. */
  readonly stepSeconds: number;
  /** For all answers about one exercise. */
  readonly allSeconds: number;
  /** Processor time of one process; undefined for a process that is kept for long. */
  readonly cpuSeconds?: number;
  /** Resident memory of all its processes together, and about what one may allocate. */
  readonly memoryMiB: number;
  /** V8's heap, below `memoryMiB`, so that V8 gives up first and says why. */
  readonly heapMiB: number;
  /** Processes and threads; Node itself takes about a dozen. */
  readonly processes: number;
  readonly openFiles: number;
  /** Largest file, and the size of /tmp. */
  readonly fileMiB: number;
}

/** What the one who grades may change. */
export interface LimitChoices {
  /** For one cell or call. */
  readonly seconds: number;
  readonly memoryMiB: number;
  readonly processes: number;
  readonly fileMiB: number;
}

export const usualChoices: LimitChoices = {
  seconds: 5,
  memoryMiB: 512,
  processes: 64,
  fileMiB: 16,
};

/** The limits of everything that runs while a class is graded. */
export interface GradingLimits {
  /** One exercise of one submission. */
  readonly run: Limits;
  /** The TypeScript compiler, kept warm. */
  readonly compile: Limits;
}

export function gradingLimits(choices: Partial<LimitChoices> = {}): GradingLimits {
  const { seconds, memoryMiB, processes, fileMiB } = { ...usualChoices, ...choices };
  return {
    run: {
      stepSeconds: seconds,
      allSeconds: 4 * seconds,
      cpuSeconds: Math.ceil(6 * seconds),
      memoryMiB,
      heapMiB: Math.floor(memoryMiB / 2),
      processes,
      openFiles: 256,
      fileMiB,
    },
    compile: {
      stepSeconds: 2 * seconds,
      allSeconds: 6 * seconds,
      memoryMiB: 1024,
      heapMiB: 768,
      processes: 64,
      openFiles: 1024,
      fileMiB: 1,
    },
  };
}
