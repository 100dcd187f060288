import { Worker } from 'bullmq';
import { Answers, type AnswersOptions } from './answers.js';
import { connect, queueName } from './connection.js';
import { Seal } from './messages.js';

export interface ServeOptions extends Omit<AnswersOptions, 'seal' | 'onRefusal'> {
  /** redis:// or rediss:// */
  readonly url: string;
  readonly seed: Uint8Array;
  /** How many notebooks are graded at the same time. */
  readonly jobs: number;
  /** Nothing more is begun once it is aborted; what is under way is finished. */
  readonly signal: AbortSignal;
  /** A worker that has not been heard of for so long is taken for dead. */
  readonly lockMs?: number;
}

/** So many workers may end over one submission; then it is given up. */
const mostDeaths = 3;

/**
 * Grades what is in the queue until it is stopped, or until a batch asks for other terms than this
 * worker's: whoever started it with them must know, and others may take its place.
 *
 * @returns false where the terms were others.
 * @throws RangeError for a URL that is none, QueueUnavailable where Redis can't be used.
 */
export async function serve(options: ServeOptions): Promise<boolean> {
  const { url, seed, jobs, signal, tell, lockMs = 30_000 } = options;
  const redis = await connect(url, tell);
  let hasAgreed = true;
  const answers = new Answers({
    ...options,
    seal: new Seal(seed),
    onRefusal: () => {
      hasAgreed = false;
      void worker.close();
    },
  });
  const worker = new Worker(queueName, ({ id, data }) => answers.to(id, data), {
    connection: redis,
    concurrency: jobs,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount: mostDeaths - 1,
  });
  // Only the message: the error of a command carries its arguments.
  worker.on('error', ({ message }) => tell(message));
  const closed = new Promise((resolve) => worker.once('closed', () => resolve(undefined)));
  const stop = () => void worker.close();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  await closed;
  signal.removeEventListener('abort', stop);
  redis.disconnect();
  return hasAgreed;
}
