import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SandboxDied, type SandboxProcess } from '../sandbox/process.js';
import { type CompileRequest, longestError, longestOutput, mostErrors } from './requests.js';

/** A cell as JavaScript, or why there is none. */
export type Conversion =
  | {
      readonly kind: 'converted';
      readonly code: string;
      /** What this cell and those before it declare: the next cell's context. */
      readonly declarations: string;
      /** It has an `await` outside of functions. */
      readonly awaits: boolean;
    }
  /** The message is for the learner: errors with line and column, or what the compiler did. */
  | { readonly kind: 'refused'; readonly message: string };

const id = z.int();
const replySchema = z.discriminatedUnion('kind', [
  z.object({
    id,
    kind: z.literal('converted'),
    code: z.string().max(longestOutput),
    declarations: z.string().max(longestOutput),
    awaits: z.boolean(),
  }),
  z.object({
    id,
    kind: z.literal('errors'),
    errors: z
      .array(
        z.object({
          line: z.int(),
          column: z.int(),
          message: z.string().max(longestError),
          isSyntax: z.boolean(),
        }),
      )
      .max(mostErrors),
  }),
  z.object({ id, kind: z.literal('tooLarge') }),
  z.object({ id, kind: z.literal('crashed'), message: z.string().max(longestError) }),
]);

/** Of one cell, in characters. */
const longestSource = 200_000;

/** Conversions kept by content: most cells of a class are equal. */
export class ConversionCache {
  private readonly kept = new Map<string, Conversion>();
  private size = 0;

  constructor(private readonly longest = 64 * 2 ** 20) {}

  get(key: string): Conversion | undefined {
    const found = this.kept.get(key);
    if (found) {
      // Used again, so last to be thrown out: a Map keeps its keys in the order they were set.
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  set(key: string, conversion: Conversion): void {
    this.kept.set(key, conversion);
    this.size += sizeOf(conversion);
    for (const [oldest, value] of this.kept) {
      if (this.size <= this.longest) return;
      this.kept.delete(oldest);
      this.size -= sizeOf(value);
    }
  }
}

/** Turns cells into JavaScript as the kernel does, in a sandboxed compiler that stays warm. */
export class Compiler {
  private process?: SandboxProcess;
  private lastId = 0;

  constructor(
    private readonly start: () => Promise<SandboxProcess>,
    private readonly cache: ConversionCache,
    private readonly secondsPerCell: number,
  ) {}

  /**
   * @param declarations those of the conversion before, or '' for the first cell.
   * @throws SandboxFailed where the compiler can't be started.
   */
  async convert(declarations: string, source: string): Promise<Conversion> {
    if (source.length > longestSource) {
      const most = longestSource.toLocaleString('en');
      return { kind: 'refused', message: `this cell is longer than ${most} characters` };
    }
    const key = createHash('sha256')
      .update(JSON.stringify([declarations, source]))
      .digest('hex');
    const known = this.cache.get(key);
    if (known) return known;
    const conversion = await this.ask(declarations, source);
    this.cache.set(key, conversion);
    return conversion;
  }

  async close(): Promise<void> {
    await this.process?.close();
    this.process = undefined;
  }

  private async ask(declarations: string, source: string): Promise<Conversion> {
    const process = (this.process ??= await this.start());
    const request: CompileRequest = { id: ++this.lastId, declarations, source };
    try {
      const answer = replySchema.safeParse(await process.ask(request, this.secondsPerCell));
      if (!answer.success || answer.data.id !== request.id) {
        throw process.reject('sent an unreadable answer');
      }
      if (answer.data.kind === 'crashed') await this.close();
      return understand(answer.data, source);
    } catch (error) {
      if (!(error instanceof SandboxDied)) throw error;
      // Only this cell pays: the next one gets a fresh compiler.
      await this.close();
      return { kind: 'refused', message: `compiling this cell ${error.message}` };
    }
  }
}

function understand(reply: z.infer<typeof replySchema>, source: string): Conversion {
  switch (reply.kind) {
    case 'converted':
      return reply;
    case 'errors':
      return { kind: 'refused', message: describeErrors(reply.errors, source) };
    case 'tooLarge':
      return { kind: 'refused', message: 'this cell compiles to more than 1 MiB' };
    case 'crashed':
      return { kind: 'refused', message: `the TypeScript compiler gave up: ${reply.message}` };
  }
}

type CellError = Extract<z.infer<typeof replySchema>, { kind: 'errors' }>['errors'][number];

function describeErrors(errors: readonly CellError[], source: string): string {
  const lines = source.split('\n').length;
  const messages = errors.map(({ line, column, message, isSyntax }) => {
    if (line <= lines) return `line ${line}:${column}: ${message}`;
    // tslab adds a line of its own; what a missing bracket makes of that line helps nobody.
    return isSyntax
      ? 'The end of the cell comes too early: is a bracket or quote missing?'
      : message;
  });
  return [...new Set(messages)].join('\n');
}

function sizeOf(conversion: Conversion): number {
  return conversion.kind === 'converted'
    ? conversion.code.length + conversion.declarations.length
    : conversion.message.length;
}
