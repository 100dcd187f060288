import { duration } from '../grade/progress.js';

/**
 * Says on stderr what a build is doing: on a terminal in one line that is written over; elsewhere in
 * a line for each step of each lesson.
 */
export class Progress {
  private begun = 0;
  private left = '';

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  tell(lesson: string, activity: string): void {
    const line = [lesson, activity].filter(Boolean).join(': ') + this.left;
    if (this.stream.isTTY) {
      this.clear();
      this.stream.write(line.slice(0, this.stream.columns - 1));
    } else if (!/ cell (?!1 )/.test(activity)) this.stream.write(`${line}\n`);
  }

  /** So many of the cells that have to be executed were, and are no more than the average's work. */
  executed(done: number, of: number): void {
    if (done === 0) this.begun = Date.now();
    const share = done / of;
    const milliseconds = ((Date.now() - this.begun) / share) * (1 - share);
    this.left = share > 0 ? ` (${duration(milliseconds)} left)` : '';
    if (done === of) this.left = '';
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[K');
  }
}
