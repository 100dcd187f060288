// Runs inside the sandbox, bundled into one file together with the part of `unrolled` that the
// exercise allows. Nothing that this process says is believed: it answers with data, and a learner
// who takes it over can only answer with other data.
import { writeSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import vm from 'node:vm';
import * as unrolled from 'unrolled';
import { FrameReader, frame } from '../wire/frames.js';
import { WireError } from '../wire/values.js';
import { capturePrinting } from './printing.js';
import { checksStandIn, displayStandIn } from './standIns.js';
import type { Reply, Request, WorkerOutcome } from './requests.js';

const takePrinted = capturePrinting();

/** What cells import. Node's own modules are there too: the sandbox contains them, not a list. */
function requireInCell(name: string): unknown {
  if (name === 'unrolled') return unrolled;
  if (name === 'unrolled/checks') return checksStandIn;
  if (name === 'tslab') return displayStandIn;
  if (isBuiltin(name)) return process.getBuiltinModule(name);
  throw new Error(`"${name}" can't be imported while a notebook is graded`);
}

/** The names that cells have defined so far, kept as tslab keeps them. */
const names: Record<string, unknown> = {};
const cellExports = new Proxy(names, {
  // TypeScript re-exports imports as getters on a frozen property; cells may reassign them.
  defineProperty(target, property, attributes) {
    if (typeof property === 'string' && property !== '__esModule') {
      target[property] = attributes.get ? (attributes.get() as unknown) : attributes.value;
    }
    return true;
  },
});

type CellFunction = (exports: unknown, require: typeof requireInCell) => unknown;

async function runCell(code: string, awaits: boolean): Promise<Reply & { kind: 'ran' }> {
  const ran = { id: 0, kind: 'ran' as const };
  try {
    const wrapped = `(${awaits ? 'async ' : ''}function (exports, require) { ${code}\n})`;
    const cell = vm.runInThisContext(wrapped, { filename: 'cell.js' }) as CellFunction;
    const result = cell(cellExports, requireInCell);
    if (awaits) await result;
    return { ...ran, error: null, printed: takePrinted() };
  } catch (error) {
    return { ...ran, error: describe(error), printed: takePrinted() };
  }
}

function callFunction({ functionName, args, each }: Request & { kind: 'call' }): WorkerOutcome {
  const learnersFunction = names[functionName] as (...args: readonly unknown[]) => unknown;
  if (typeof learnersFunction !== 'function') return { kind: 'undefined' };
  try {
    const values = (each ? callsOf(args) : [args]).map((own) => learnersFunction(...own));
    if (values.some(isThenable)) return { kind: 'promise' };
    return { kind: 'returned', value: each ? values : values[0], argsAfter: args };
  } catch (error) {
    return { kind: 'threw', ...describe(error) };
  }
}

/** The arguments of each call, of which only the last one changes. */
function callsOf(args: readonly unknown[]): unknown[][] {
  const entries = args[args.length - 1] as readonly unknown[];
  return entries.map((entry) => [...args.slice(0, -1), entry]);
}

function isThenable(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

function describe(error: unknown): { name: string; message: string } {
  try {
    const isError = error instanceof Error;
    const name = isError ? String(error.name) : `a ${typeof error}`;
    const message = isError ? String(error.message) : String(error);
    return { name: name.slice(0, 100), message: message.slice(0, 2000) };
  } catch {
    return { name: 'Error', message: 'the thrown value could not be read' };
  }
}

async function handle(request: Request): Promise<Uint8Array> {
  if (request.kind === 'run') {
    return frame({ ...(await runCell(request.code, request.awaits)), id: request.id });
  }
  const outcome = callFunction(request);
  const answered = { id: request.id, kind: 'answered', printed: takePrinted() };
  try {
    return frame({ ...answered, outcome });
  } catch (error) {
    if (!(error instanceof WireError)) {
      return frame({ ...answered, outcome: { kind: 'threw', ...describe(error) } });
    }
    return frame({ ...answered, outcome: { kind: 'unsendable', what: error.message } });
  }
}

function send(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length;) sent += writeSync(1, bytes, sent);
}

// A failed promise or timer must not end the process: the answer that was given counts.
process.on('uncaughtException', (error) => console.error(describe(error).message));
process.on('unhandledRejection', (error) => console.error(describe(error).message));

/** The course's own formulas come as their source. */
const reader = new FrameReader((source) =>
  vm.runInThisContext(`(${source})`, { filename: 'formula.js' }),
);

async function serve(): Promise<void> {
  send(frame({ id: 0, kind: 'ready' } satisfies Reply));
  for await (const chunk of process.stdin) {
    for (const request of reader.push(chunk as Uint8Array)) send(await handle(request as Request));
  }
}

// Kept before any cell can replace it.
const exit = process.exit.bind(process);
serve().then(
  () => exit(0),
  () => exit(70),
);
