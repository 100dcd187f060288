import type { Exercise } from 'unrolled/checks';
import { type CompiledCell, CourseError, Unrunnable } from './compilePlan.js';
import { Learner } from './learner.js';
import type { Limits } from './sandbox/limits.js';
import { SandboxDied, type SandboxProcess } from './sandbox/process.js';

const longestPrinted = 4096;

/**
 * A learner's cells, run in a sandbox and ready to be called; run again in a fresh one after a call
 * has brought the sandbox down.
 */
export class Session {
  private learner?: Learner;
  private broken?: Unrunnable;
  private usedBefore = 0;
  private readonly leftOut = new Set<CompiledCell>();
  private isFirst = true;
  private text = '';
  private listening = true;

  constructor(
    private readonly cells: readonly CompiledCell[],
    private readonly start: () => Promise<SandboxProcess>,
    private readonly limits: Limits,
    private readonly note: (text: string) => void,
  ) {}

  /** What was printed before {@link stopListening}. */
  get printed(): string {
    return this.text;
  }

  /** From now on nothing that the learner's process says may reach a report. */
  stopListening(): void {
    this.listening = false;
  }

  /**
   * @throws SandboxDied where the call brings the sandbox down.
   * @throws Unrunnable where the cells can't be run.
   */
  async call({ functionName, draws }: Exercise, args: readonly unknown[]) {
    const learner = (this.learner ??= await this.open());
    try {
      const { outcome, printed } = await learner.call(
        functionName,
        args,
        this.secondsLeft(learner),
        draws !== undefined,
      );
      this.listen(printed);
      return outcome;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.end(this.learner);
    this.learner = undefined;
  }

  private async end(learner: Learner | undefined): Promise<void> {
    this.usedBefore += learner?.secondsUsed ?? 0;
    await learner?.close();
  }

  private async open(): Promise<Learner> {
    if (this.broken) throw this.broken;
    for (;;) {
      if (this.allSecondsLeft() <= 0) throw timeIsUp();
      const learner = new Learner(await this.start());
      try {
        if (await this.runAll(learner)) {
          this.isFirst = false;
          return learner;
        }
      } catch (error) {
        if (error instanceof Unrunnable) this.broken = error;
        await this.end(learner);
        throw error;
      }
      await this.end(learner);
    }
  }

  /** @returns false where a cell has brought the sandbox down and is left out from now on. */
  private async runAll(learner: Learner): Promise<boolean> {
    for (const cell of this.cells) {
      if (this.leftOut.has(cell)) continue;
      let trouble: string | undefined;
      try {
        const seconds = this.secondsLeft(learner);
        const { error, printed } = await learner.run(cell.code, cell.awaits, seconds);
        if (this.isFirst) this.listen(printed);
        if (error) trouble = `threw ${error.name}: ${error.message}`;
      } catch (error) {
        if (!(error instanceof SandboxDied)) throw error;
        // Then others have taken the time, and neither this cell nor the lesson is to blame.
        if (cell.kind !== 'own' && this.allSecondsLeft(learner) <= 0) throw timeIsUp();
        this.complain(cell, explain(error));
        this.leftOut.add(cell);
        return false;
      }
      if (trouble !== undefined) this.complain(cell, trouble);
    }
    return true;
  }

  private complain(cell: CompiledCell, trouble: string): void {
    if (cell.kind === 'own') throw new Unrunnable(`The cell ${trouble}`);
    const isBlameless = this.cells
      .slice(0, this.cells.indexOf(cell))
      .every(({ kind }) => kind === 'course');
    if (cell.kind === 'course' && isBlameless) throw new CourseError(`${cell.name} ${trouble}`);
    // What is wrong with an earlier solution has been said where that is graded.
    if (cell.kind === 'earlier') return;
    if (this.isFirst && this.listening) this.note(`${cell.name} ${trouble}`);
  }

  private secondsLeft(learner: Learner): number {
    return Math.min(this.limits.stepSeconds, this.allSecondsLeft(learner));
  }

  private allSecondsLeft(learner?: Learner): number {
    return this.limits.allSeconds - this.usedBefore - (learner?.secondsUsed ?? 0);
  }

  private listen(printed: string): void {
    if (this.listening) this.text = (this.text + printed).slice(0, longestPrinted);
  }
}

function timeIsUp(): SandboxDied {
  return new SandboxDied('time', 'took too long altogether');
}

/** Why the sandbox went down, and what to look for. */
export function explain({ death, message }: SandboxDied): string {
  const advice = {
    time: ': is there a loop that never ends?',
    memory: ': is there an array that grows without end?',
    exit: ' before it had answered',
    protocol: '',
  }[death];
  return message + advice;
}
