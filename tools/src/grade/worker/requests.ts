/** What the grader asks of the process in the sandbox. Each request gets exactly one reply. */
export type Request =
  /** Run one converted cell, as the kernel would. */
  | { id: number; kind: 'run'; code: string; awaits: boolean }
  /** Call what the cells have left under this name; `each`: once for each entry of the last argument. */
  | { id: number; kind: 'call'; functionName: string; args: readonly unknown[]; each: boolean };

/** How a call ended. Only `value` and `name`, `message` are the learner's; all are just data. */
export type WorkerOutcome =
  | { kind: 'returned'; value: unknown; argsAfter: readonly unknown[] }
  | { kind: 'threw'; name: string; message: string }
  | { kind: 'promise' }
  /** There is no function of that name. */
  | { kind: 'undefined' }
  /** The result is too large or too deep to be sent: `what` ends the sentence "it …". */
  | { kind: 'unsendable'; what: string };

export type Reply =
  /** The first message of all, before any cell has run. */
  | { id: 0; kind: 'ready' }
  | { id: number; kind: 'ran'; error: { name: string; message: string } | null; printed: string }
  | { id: number; kind: 'answered'; outcome: WorkerOutcome; printed: string };
