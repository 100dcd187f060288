import { Redis, type RedisOptions } from 'ioredis';
import { QueueUnavailable } from './unavailable.js';

/** The name of the queue in BullMQ, and with it of all its keys in Redis: `bull:unrolled:…`. */
export const queueName = 'unrolled';

/** How often a connection that is lost is tried again. */
const retryMs = 1000;

/**
 * Reads redis://[user:password@]host[:port][/database], or rediss:// for TLS.
 * @throws RangeError that does not repeat the text: there may be a password in it.
 */
export function parseQueueUrl(text: string): RedisOptions & { host: string; port: number } {
  const fail = (problem: string) =>
    new RangeError(
      `--queue ${problem}: it must be redis://[user:password@]host[:port][/database], or rediss:// ` +
        'for TLS; in a password, write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for #, %25 for %',
    );
  if (!URL.canParse(text)) throw fail('is no URL');
  const { protocol, hostname, port, pathname, search, hash, username, password } = new URL(text);
  if (!/^rediss?:$/.test(protocol) || hostname === '') throw fail('is no address of Redis');
  if (!/^(\/\d{0,4})?$/.test(pathname)) throw fail('must name its database by a number');
  if (search !== '' || hash !== '') throw fail('has a part after ? or #');
  let decoded: string[];
  try {
    decoded = [hostname, username, password].map(decodeURIComponent);
  } catch {
    throw fail('has a % that stands for nothing');
  }
  return {
    host: decoded[0].replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 6379),
    db: Number(pathname.slice(1)),
    username: decoded[1] || undefined,
    password: decoded[2] || undefined,
    tls: protocol === 'rediss:' ? {} : undefined,
  };
}

/**
 * Connects to Redis. Later the connection is restored whenever it is lost; meanwhile its commands
 * wait.
 *
 * @param tell hears when the connection is lost, and when it is back.
 * @throws RangeError for a URL that is none, QueueUnavailable where this first attempt fails.
 */
export async function connect(url: string, tell: (text: string) => void): Promise<Redis> {
  const options = parseQueueUrl(url);
  const place = `the queue at ${options.host}:${options.port}`;
  let isUp = false;
  let cause = '';
  const redis = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: 10_000,
    maxRetriesPerRequest: null,
    retryStrategy: () => (isUp ? retryMs : null),
  });
  // Only ever the message: the error of a command carries its arguments, a password among them.
  redis.on('error', (error: Error) => {
    cause = causeOf(error);
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new QueueUnavailable(`${place} can't be used: ${cause || causeOf(error as Error)}`);
  }
  isUp = true;
  let isLost = false;
  redis.on('reconnecting', () => {
    if (!isLost) tell(`${place} is lost${cause && `: ${cause}`}. It is tried again every second.`);
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) tell(`${place} is back.`);
    isLost = false;
    cause = '';
  });
  return redis;
}

/** `localhost` has several addresses; where none answers, the error itself has no message. */
function causeOf(error: Error): string {
  const errors = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  return errors.map(({ message }) => message).join('; ');
}
