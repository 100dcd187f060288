import { setImmediate, setTimeout } from 'node:timers/promises';
import { inspect, types } from 'node:util';
import type { Executor } from 'tslab/dist/executor.js';
import { createCellConverter, type CellConverter } from './cellConverter.js';
import { CellRun } from './cellRun.js';
import { CellTimers } from './cellTimers.js';
import { rememberCell, rememberHelper } from './cellTrace.js';
import { reportInterrupted, reportThrown, type ErrorReport } from './errorReport.js';
import { keptDeclarations } from './keptDeclarations.js';
import { toMimeBundle, type MimeBundle } from './mimeBundle.js';
import { RecoveringConverter } from './recoveringConverter.js';
import { createExecutor } from './tslab.js';
import { reportTypeErrors } from './typeErrorReport.js';

/** How a cell ended; neither field is there when it has nothing to show. */
export interface Outcome {
  readonly error?: ErrorReport;
  readonly result?: MimeBundle;
}

/** How long a cell's own timers and last promise may go on after its code has ended, in ms. */
const grace = 200;

/**
 * Runs cells through tslab's executor, and tells how they ended. Stock prints errors and the last
 * value as text, and loses errors of promises and timers that a cell does not await: here they fail
 * the cell while it runs, its last `grace` included.
 */
export class CellExecutor {
  /** For completion and inspection, which are tslab's. */
  readonly stock: Executor;
  private readonly timers = new CellTimers((error) => this.fail(error));
  private readonly converter: RecoveringConverter;
  private declarations = '';
  private run?: CellRun;
  private runs = 0;

  /**
   * @param root the course root
   * @param onLateError told of errors of what earlier cells left behind, when no cell runs
   */
  constructor(
    root: string,
    private readonly onLateError: (error: ErrorReport) => void,
  ) {
    this.converter = new RecoveringConverter(() => createCellConverter({ root }));
    const browser = new RecoveringConverter(() => createCellConverter({ root, isBrowser: true }));
    const node = this.recording(this.converter);
    const close = () => [node, browser].forEach((converter) => converter.close());
    this.stock = createExecutor(
      process.cwd(),
      { node, browser, close },
      {
        log: (value: unknown) => {
          if (this.run) this.run.value = value;
        },
        error: (thrown: unknown) => this.run?.receiveError(thrown),
      },
    );
    this.timers.install();
  }

  /** @param label what traces call the cell: `Cell [3]` */
  async execute(source: string, label: string): Promise<Outcome> {
    const run = new CellRun(label, source, ++this.runs);
    this.run = run;
    this.timers.owner = run;
    try {
      const outcome = await this.firstOutcome(run);
      // Stock may still wait for a promise of the cell's.
      if (outcome.error) this.stock.interrupt();
      this.declare(run, outcome.error === undefined);
      return outcome;
    } finally {
      this.timers.owner = undefined;
      this.run = undefined;
    }
  }

  /** Ends the running cell, and the timers of all earlier ones. */
  interrupt(): void {
    this.timers.clear();
    this.run?.fail(reportInterrupted());
  }

  /** An error that nobody caught: of a promise or a timer. */
  fail(thrown: unknown): void {
    const report = reportThrown(thrown);
    if (this.run) this.run.fail(report);
    else this.onLateError(report);
  }

  /** Converts a source to no effect but that the compiler has read what it imports. */
  warmUp(source: string): void {
    this.converter.convert('', source);
  }

  private async firstOutcome(run: CellRun): Promise<Outcome> {
    // From here on the job queue is empty but for the cell's own jobs: an interrupt may drop them.
    await setImmediate();
    // A job of its own, because an interrupt may end it without a trace.
    const done = Promise.resolve().then(() => this.runToEnd(run));
    return Promise.race([done, run.failure.then((error) => ({ error }))]);
  }

  private async runToEnd(run: CellRun): Promise<Outcome> {
    try {
      await this.stock.execute(run.source);
      if (run.diagnostics.length > 0) {
        return { error: reportTypeErrors(run.diagnostics, run.label, run.source) };
      }
      if (run.error) return { error: run.error };
      await this.leaveBehind(run);
      const value = this.valueOf(run);
      return value === undefined ? {} : { result: await toMimeBundle(value) };
    } catch (error) {
      return { error: reportThrown(error) };
    }
  }

  /** Gives promises and timers that the cell did not await the time to fail it. */
  private async leaveBehind(run: CellRun): Promise<void> {
    // Node tells of a rejection that nobody handles when the jobs are done: before the next turn.
    await setImmediate();
    const end = performance.now() + grace;
    const isGoing = () => isPending(run.value) || this.timers.has(run);
    while (isGoing() && performance.now() < end) await setTimeout(5);
    // An interrupt that ended what was still going on tells of itself in the turn after.
    await setImmediate();
  }

  /** Stock hands over a value other than null and undefined, and leaves those where they are. */
  private valueOf(run: CellRun): unknown {
    const name = run.converted?.lastExpressionVar;
    if (run.value !== undefined || name === undefined) return run.value;
    const value: unknown = this.stock.locals[name];
    delete this.stock.locals[name];
    return value;
  }

  private declare({ converted }: CellRun, succeeded: boolean): void {
    if (converted?.declOutput === undefined) return;
    const hasValue = (name: string) => this.stock.locals[name] !== undefined;
    this.declarations = succeeded
      ? converted.declOutput
      : keptDeclarations(converted.declOutput, this.declarations, hasValue);
  }

  /**
   * The converter as stock sees it. Declarations are kept here, because stock forgets those of a
   * failed cell; what it makes of the running cell is noted.
   */
  private recording(converter: CellConverter): CellConverter {
    return {
      ...converter,
      convert: (_declarations, source) => {
        const converted = converter.convert(this.declarations, source);
        const { run } = this;
        if (!run) return converted;
        run.converted = converted;
        run.diagnostics.push(...converted.diagnostics);
        if (converted.output === undefined) return converted;
        // Stock puts code of its own on the script's first line, and gives the script no name.
        const positions = converted.positions?.below(1);
        rememberCell(run.scriptName, { label: run.label, text: source, positions });
        converted.sidePositions.forEach((found, path) => rememberHelper(path, found));
        return { ...converted, output: `\n${converted.output}\n//# sourceURL=${run.scriptName}` };
      },
      inspect: (_declarations, ...args) => converter.inspect(this.declarations, ...args),
      complete: (_declarations, ...args) => converter.complete(this.declarations, ...args),
      addModule: (...args) => {
        // Stock prints these and calls the cell a success.
        this.run?.diagnostics.push(...converter.addModule(...args));
        return [];
      },
    };
  }
}

/** Looked up as a reader would, because any handler would hide the rejection from Node. */
function isPending(value: unknown): boolean {
  return types.isPromise(value) && inspect(value, { depth: 0 }).includes('<pending>');
}
