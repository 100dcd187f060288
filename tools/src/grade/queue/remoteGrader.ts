import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Notebook } from '../../notebook/notebook.js';
import type { AnyGrader } from '../batch.js';
import type { Lesson } from '../lesson.js';
import type { Grade } from '../results.js';
import { type GradingLimits, gradingLimits, type LimitChoices } from '../sandbox/limits.js';
import type { Sandbox, SandboxKind } from '../sandbox/sandbox.js';
import { connect, queueName } from './connection.js';
import { answerMessage, NotAuthentic, Seal, type SubmissionMessage } from './messages.js';
import { difference, termsOf } from './terms.js';

export interface RemoteOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  readonly seed: Uint8Array;
  /** Of all that grades: the fingerprint of `gradingCode`. */
  readonly version: string;
  /** See `batchId`. */
  readonly batch: string;
  /** The one that the workers must use. */
  readonly sandbox: SandboxKind;
  /** Those that the workers must keep to, where they differ from the usual ones. */
  readonly limits?: Partial<LimitChoices>;
  /** Nothing is waited for any longer once it is aborted. */
  readonly signal: AbortSignal;
  /** Hears what goes wrong, for a person. */
  readonly tell: (text: string) => void;
}

/** A submission could not be graded by the workers, and is not to blame. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
}

/** A worker would grade on other terms; the message says which. */
class Refused extends Error {
  constructor(difference: string) {
    super(`a worker refused it, because its terms are not the batch's: ${difference}`);
  }
}

const lookEveryMs = 500;
const quietMs = 60_000;
/** So many answers of one submission may be none before it is given up. */
const mostAttempts = 3;
/** What nobody has asked for after so many seconds is thrown away. */
const kept = { age: 7 * 24 * 3600 };

/**
 * Has notebooks graded by workers elsewhere, through a queue in Redis, which is not trusted: it
 * may lose what it likes, and a message that was not sealed with the seed counts for nothing.
 *
 * All that is known of a submission is asked of Redis, twice a second: is it there, has it ended,
 * how. So a lost queue, a lost worker and a lost event are all the same case.
 */
export class RemoteGrader implements AnyGrader {
  readonly sandbox: Pick<Sandbox, 'kind'>;
  readonly limits: GradingLimits;
  private readonly queue: Queue;
  private readonly seal: Seal;
  /** Grades that are waited for: who hands in the same notebook gets the same grade. */
  private readonly asked = new Map<string, Promise<Grade>>();
  private readonly stopped: Promise<never>;
  private readonly watch: NodeJS.Timeout;
  private lastNews = Date.now();

  private constructor(
    private readonly redis: Redis,
    private readonly options: RemoteOptions,
  ) {
    this.sandbox = { kind: options.sandbox };
    this.limits = gradingLimits(options.limits);
    this.seal = new Seal(options.seed);
    this.queue = new Queue(queueName, { connection: redis });
    this.queue.on('error', () => undefined); // what asks hears of it too
    this.stopped = new Promise((_, reject) => {
      const stop = () => reject(new QueueError('stopped'));
      options.signal.addEventListener('abort', stop, { once: true });
    });
    this.stopped.catch(() => undefined);
    this.watch = setInterval(() => void this.tellWhenQuiet(), quietMs / 2).unref();
  }

  /** @throws RangeError for a URL that is none, QueueUnavailable where Redis can't be used. */
  static async connect(options: RemoteOptions): Promise<RemoteGrader> {
    return new RemoteGrader(await connect(options.url, options.tell), options);
  }

  /**
   * Has one notebook graded; as long as no worker is there, it waits.
   * @throws QueueError where the workers can't grade it: nobody's work has been judged then.
   */
  grade(lesson: Lesson, submission: Notebook): Promise<Grade> {
    const { batch, version } = this.options;
    const terms = termsOf(version, lesson, this);
    const notebook = JSON.stringify(graded(submission));
    const id = this.seal.name(batch, lesson.id, JSON.stringify(terms), notebook);
    const message: SubmissionMessage = { kind: 'submission', batch, id, lesson: lesson.id, terms, notebook }; // prettier-ignore
    let grade = this.asked.get(id);
    if (grade === undefined) {
      grade = this.answer(message).finally(() => this.asked.delete(id));
      this.asked.set(id, grade);
    }
    return Promise.race([grade, this.stopped]);
  }

  /** What is in the queue stays there. */
  close(): Promise<void> {
    clearInterval(this.watch);
    this.redis.disconnect();
    return Promise.resolve();
  }

  private async answer(message: SubmissionMessage): Promise<Grade> {
    const { id, lesson } = message;
    const sealed = this.seal.seal(message);
    const tell = (text: string) => this.options.tell(`${lesson} (job ${id.slice(0, 12)}): ${text}`);
    let wasPut = false;
    let problem = '';
    for (let attempts = 0; attempts < mostAttempts;) {
      const state = await this.queue.getJobState(id);
      if (state === 'unknown') {
        if (wasPut) tell('the queue has lost it; it was put in again');
        await this.put(id, sealed);
        wasPut = true;
      } else if (state === 'completed') {
        const job = await this.queue.getJob(id);
        await this.queue.remove(id);
        if (job === undefined) continue;
        this.lastNews = Date.now();
        try {
          return this.read(job.returnvalue, message);
        } catch (error) {
          if (!(error instanceof NotAuthentic || error instanceof Refused)) throw error;
          problem = error.message;
        }
        tell(problem);
        attempts++;
        await this.put(id, sealed);
      } else if (state === 'failed') {
        // One that has failed for an earlier run gets another chance.
        await this.queue.remove(id);
        if (wasPut) throw new QueueError('each worker that began with it ended before it was done');
      }
      await sleep(lookEveryMs);
    }
    throw new QueueError(`${mostAttempts} times no answer counted; of the last, ${problem}`);
  }

  private async put(id: string, sealed: object): Promise<void> {
    const keep = { removeOnComplete: kept, removeOnFail: kept };
    await this.queue.add('submission', sealed, { jobId: id, ...keep });
  }

  /**
   * The grade in an answer.
   * @throws NotAuthentic for what is no answer to this submission, Refused where the worker's terms
   *   are others, QueueError where it says that the submission can't be graded.
   */
  private read(found: unknown, { batch, id, lesson, terms }: SubmissionMessage): Grade {
    const message = this.seal.open(found, answerMessage);
    if (message.batch !== batch || message.id !== id || message.lesson !== lesson) {
      throw new NotAuthentic('it belongs to another submission');
    }
    const different = difference(message.terms, terms);
    if (different !== '') throw new Refused(different);
    switch (message.answer.kind) {
      case 'graded':
        return message.answer.grade;
      case 'trouble':
        throw new QueueError(message.answer.message);
      case 'refused':
        throw new NotAuthentic('it refuses terms that are the same');
    }
  }

  private async tellWhenQuiet(): Promise<void> {
    if (this.asked.size === 0 || Date.now() - this.lastNews < quietMs) return;
    const { active } = await this.queue.getJobCounts('active');
    this.lastNews = Date.now();
    if (active > 0) return;
    this.options.tell(
      `${this.asked.size} notebooks wait, and no worker has any: is \`unrolled worker\` running?`,
    );
  }
}

/** What a grade can depend on; not the outputs, which are far larger. */
function graded(submission: Notebook): Notebook {
  const cells = submission.cells.map((cell) => {
    const { id, source } = cell;
    const metadata = { nbgrader: cell.metadata['nbgrader'] };
    return cell.cell_type === 'code'
      ? { cell_type: cell.cell_type, id, metadata, source, outputs: [], execution_count: null }
      : { cell_type: cell.cell_type, id, metadata, source };
  });
  return { ...submission, metadata: {}, cells };
}
