// Runs inside a sandbox that holds the TypeScript compiler of tslab and the declarations of the
// library and of Node, and nothing else: types can hang a compiler, exhaust it or make it read
// files. It converts cells and never runs them; what a cell declares comes with each request, so
// that nothing of one submission is kept for the next.
import fs, { writeSync } from 'node:fs';
import { createConverter } from 'tslab/dist/converter.js';
import { frame, FrameReader } from '../wire/frames.js';
import {
  type CompileReply,
  type CompileRequest,
  longestError,
  longestOutput,
  mostErrors,
} from './requests.js';

// Nothing changes here, so the compiler need not watch some hundred files.
const watchesNothing = () => ({ close: () => undefined });
Object.assign(fs, {
  watch: watchesNothing,
  watchFile: watchesNothing,
  unwatchFile: () => undefined,
});

const converter = createConverter();
// The first conversion reads all declarations: no submission should pay for that with its time.
converter.convert('', "import { Matrix } from 'unrolled';");

function convert({ id, declarations, source }: CompileRequest): CompileReply {
  const result = converter.convert(declarations, source);
  if (result.diagnostics.length > 0) {
    const errors = result.diagnostics.slice(0, mostErrors).map((diagnostic) => ({
      line: diagnostic.start.line + 1,
      column: diagnostic.start.character + 1,
      message: diagnostic.messageText.slice(0, longestError),
      // TypeScript's numbers from 1000 to 1999 are for text that can't be parsed.
      isSyntax: diagnostic.code < 2000,
    }));
    return { id, kind: 'errors', errors };
  }
  const code = result.output ?? '';
  const newDeclarations = result.declOutput ?? '';
  if (code.length + newDeclarations.length > longestOutput) return { id, kind: 'tooLarge' };
  const awaits = result.hasToplevelAwait ?? false;
  return { id, kind: 'converted', code, declarations: newDeclarations, awaits };
}

function send(reply: CompileReply): void {
  const bytes = frame(reply);
  for (let sent = 0; sent < bytes.length;) sent += writeSync(1, bytes, sent);
}

async function serve(): Promise<void> {
  const reader = new FrameReader();
  send({ id: 0, kind: 'ready' });
  for await (const chunk of process.stdin) {
    for (const message of reader.push(chunk as Uint8Array)) {
      const request = message as CompileRequest;
      try {
        send(convert(request));
      } catch (error) {
        // Its state can't be trusted any more; the grader starts another.
        send({ id: request.id, kind: 'crashed', message: String(error).slice(0, longestError) });
        return;
      }
    }
  }
}

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(70);
  },
);
