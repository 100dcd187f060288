/** What the doctor found at one place. */
export interface Finding {
  /** For programs: `kernel`, `tfjs-node`. */
  readonly id: string;
  /** For people: `TypeScript kernel`. */
  readonly title: string;
  /** `warning`: the course works, something is slower or can't be done. `problem`: it does not. */
  readonly status: 'ok' | 'warning' | 'problem';
  /** What is there, in one line. */
  readonly found: string;
  /** What to do, wherever the status is not `ok`. */
  readonly remedy?: string;
}

/** One thing to look at; it reports failures as findings, and throws only where it is wrong itself. */
export interface Examination {
  readonly id: string;
  readonly title: string;
  examine(): Promise<Omit<Finding, 'id' | 'title'>>;
}
