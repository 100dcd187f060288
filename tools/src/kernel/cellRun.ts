import type { Diagnostic } from 'tslab/dist/converter.js';
import type { ConvertedCell } from './cellConverter.js';
import { reportInterrupted, reportThrown, type ErrorReport } from './errorReport.js';

/** One run of one cell: what tslab's executor says about it, gathered. */
export class CellRun {
  /** What the engine calls the cell's script. */
  readonly scriptName: string;
  converted?: ConvertedCell;
  readonly diagnostics: Diagnostic[] = [];
  /** The value of the cell's last expression, where there is one that stock would print. */
  value: unknown;
  error?: ErrorReport;
  /** Kept when the cell fails other than by its own code: a promise, a timer, an interrupt. */
  readonly failure: Promise<ErrorReport>;
  readonly fail: (report: ErrorReport) => void;

  constructor(
    readonly label: string,
    readonly source: string,
    number: number,
  ) {
    this.scriptName = `cell:${number}`;
    let fail: (report: ErrorReport) => void = () => undefined;
    this.failure = new Promise((resolve) => (fail = resolve));
    this.fail = fail;
  }

  /** Stock's one way to tell of an error, once for each diagnostic too, which are known already. */
  receiveError(thrown: unknown): void {
    if (this.diagnostics.length > 0) return;
    this.error = isInterruption(thrown) ? reportInterrupted() : reportThrown(thrown);
  }
}

/** What Node's vm throws where a signal ends a script. */
function isInterruption(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === interruptedCode;
}

const interruptedCode = 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
