/** Says on stderr how far the batch is and when it will be done. */
export class Progress {
  private done = 0;
  private graded = 0;
  private unchanged = 0;
  private lastLine = 0;
  private readonly begun = Date.now();

  constructor(
    private readonly total: number,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  /** One more is done: graded, known from before, or not to be graded at all. */
  step(what: 'graded' | 'unchanged' | 'error'): void {
    this.done++;
    if (what === 'unchanged') this.unchanged++;
    if (what === 'graded') this.graded++;
    const isLast = this.done === this.total;
    if (this.stream.isTTY) {
      this.stream.write(`\r\x1b[K${this.line()}${isLast ? '\n' : ''}`);
    } else if (isLast || Date.now() - this.lastLine > 10_000) {
      this.lastLine = Date.now();
      this.stream.write(`${this.line()}\n`);
    }
  }

  private line(): string {
    const unchanged = this.unchanged > 0 ? `, ${this.unchanged} of them unchanged` : '';
    const left = this.total - this.done;
    // What is not graded takes no time, and says nothing about the rest.
    const each = this.graded > 0 ? (Date.now() - this.begun) / this.graded : undefined;
    const rest = left > 0 && each !== undefined ? `, ${duration(left * each)} left` : '';
    return `${this.done} of ${this.total} notebooks graded${unchanged}${rest}`;
  }
}

/** `45 s`, `3 min 20 s`, `2 h 5 min` */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
