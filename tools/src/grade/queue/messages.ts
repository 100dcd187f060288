import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { grade } from '../results.js';
import { terms } from './terms.js';

/**
 * Longer ones are neither sent nor read. A notebook of 20 MiB, the most that is graded, stays below
 * it, and a grade is far smaller.
 */
const longest = 2 ** 26;

/** What a message is about; each is good for one submission of one batch, and for one direction. */
const about = { batch: z.string(), id: z.string(), lesson: z.string(), terms };

/** A submission on its way to a worker. */
export const submissionMessage = z.strictObject({
  kind: z.literal('submission'),
  ...about,
  notebook: z.string(),
});
export type SubmissionMessage = z.infer<typeof submissionMessage>;

/** What a worker says of it. The terms are the worker's own. */
export const answerMessage = z.strictObject({
  kind: z.literal('answer'),
  ...about,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('graded'), grade }),
    /** It could not be graded, and no submission is to blame. */
    z.strictObject({ kind: z.literal('trouble'), message: z.string() }),
    /** This worker would grade it on other terms than the batch's, and therefore did not. */
    z.strictObject({ kind: z.literal('refused') }),
  ]),
});
export type AnswerMessage = z.infer<typeof answerMessage>;

/** A message as it lies in Redis. */
const sealed = z.strictObject({
  text: z.string().max(longest),
  hmac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Sealed = z.infer<typeof sealed>;

/** Nobody who holds the seed has written this here; the error's message says what is wrong. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic';
  constructor(why: string) {
    super(`a message was discarded: ${why}`);
  }
}

/** Seals what goes into Redis and opens what comes out of it: whoever lacks the seed can do neither. */
export class Seal {
  private readonly key: Uint8Array;

  constructor(seed: Uint8Array) {
    // A key of its own: no HMAC of a message is one of those that hidden cases are drawn from.
    this.key = new Uint8Array(hkdfSync('sha256', seed, '', 'unrolled: messages of the queue', 32));
  }

  /** @throws RangeError for a message that is too long to be sent. */
  seal(message: SubmissionMessage | AnswerMessage): Sealed {
    const text = JSON.stringify(message);
    if (text.length > longest) throw new RangeError('it is too long for the queue');
    return { text, hmac: this.hmac(text).toString('hex') };
  }

  /**
   * @param schema of the one kind of message that may stand here.
   * @throws NotAuthentic before anything that is not authentic has been parsed.
   */
  open<M>(found: unknown, schema: z.ZodType<M>): M {
    const { data } = sealed.safeParse(found);
    if (data === undefined) throw new NotAuthentic('it has not the form of a message');
    if (!timingSafeEqual(this.hmac(data.text), Buffer.from(data.hmac, 'hex'))) {
      throw new NotAuthentic('it was forged or altered, or sealed with another seed');
    }
    const message = schema.safeParse(JSON.parse(data.text));
    if (!message.success) throw new NotAuthentic('it is of another kind');
    return message.data;
  }

  /** A name that depends on all of the parts, and tells nothing to whoever lacks the seed. */
  name(...parts: readonly string[]): string {
    // A list, which no message is: so no name is the HMAC of one.
    return this.hmac(JSON.stringify(parts)).toString('hex');
  }

  private hmac(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}
