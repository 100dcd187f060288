import { z } from 'zod';
import { SandboxDied, type SandboxProcess } from './sandbox/process.js';
import type { Request } from './worker/requests.js';

const text = z.string().max(2 ** 20);
const thrown = z.object({ name: text, message: text });

const ranSchema = z.object({
  id: z.int(),
  kind: z.literal('ran'),
  error: thrown.nullable(),
  printed: text,
});

const answeredSchema = z.object({
  id: z.int(),
  kind: z.literal('answered'),
  printed: text,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('returned'), value: z.unknown(), argsAfter: z.array(z.unknown()) }),
    thrown.extend({ kind: z.literal('threw') }),
    z.object({ kind: z.literal('promise') }),
    z.object({ kind: z.literal('undefined') }),
    z.object({ kind: z.literal('unsendable'), what: text }),
  ]),
});

/** How a call ended; besides the outcomes that are judged, those that are no answer at all. */
export type CallOutcome = z.infer<typeof answeredSchema>['outcome'];

/**
 * A learner's cells in a sandbox. All that comes out of it is validated here, and is still only
 * what a learner's process says.
 */
export class Learner {
  private lastId = 0;

  constructor(private readonly process: SandboxProcess) {}

  /** @throws SandboxDied where the cell does not come to its end. */
  async run(code: string, awaits: boolean, seconds: number) {
    return this.ask({ id: ++this.lastId, kind: 'run', code, awaits }, ranSchema, seconds);
  }

  /**
   * @param each whether to call it once for each entry of the last argument
   * @throws SandboxDied where the call does not come to its end.
   */
  async call(functionName: string, args: readonly unknown[], seconds: number, each = false) {
    const request: Request = { id: ++this.lastId, kind: 'call', functionName, args, each };
    return this.ask(request, answeredSchema, seconds);
  }

  get secondsUsed(): number {
    return this.process.secondsUsed;
  }

  close(): Promise<void> {
    return this.process.close();
  }

  private async ask<R extends { id: number }>(
    request: Request,
    schema: z.ZodType<R>,
    seconds: number,
  ): Promise<R> {
    if (seconds <= 0) {
      await this.close();
      throw new SandboxDied('time', 'took too long altogether');
    }
    const answer = schema.safeParse(await this.process.ask(request, seconds));
    if (!answer.success || answer.data.id !== request.id) {
      throw this.process.reject('wrote to the pipe that carries the answers');
    }
    return answer.data;
  }
}
