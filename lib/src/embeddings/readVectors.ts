import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Matrix } from '../tensor/matrix';
import { Embedding } from './embedding';

/** What to read of a file of word vectors. */
export interface ReadOptions {
  /** At most so many words, from the beginning: in most files the most frequent ones. */
  readonly limit?: number;
}

/**
 * Reads word2vec's text format, which gensim writes too: a line with the number of words and of
 * dimensions, then a line for each word with its vector.
 *
 * @param path a file; one that ends in .gz is unpacked
 * @returns vectors in Float32
 * @throws Error, which names file and line, where the file is cut short or is not in this format
 */
export async function readWord2VecText(path: string, options?: ReadOptions): Promise<Embedding> {
  return readText(path, true, options);
}

/**
 * Reads GloVe's text format: a line for each word with its vector, and nothing before. A word may
 * hold spaces: the vector is what stands at the end.
 *
 * @param path a file; one that ends in .gz is unpacked
 * @returns vectors in Float32
 * @throws Error, which names file and line, where the file is cut short or is not in this format
 */
export async function readGloveText(path: string, options?: ReadOptions): Promise<Embedding> {
  return readText(path, false, options);
}

/**
 * Reads word2vec's binary format, which gensim writes too: the same first line as in the text format,
 * then for each word its letters in UTF-8, a space, and its vector as little-endian Float32.
 * (word2vec.c ends every vector with a line feed, gensim does not; both are read.)
 *
 * @param path a file; one that ends in .gz is unpacked
 * @throws Error, which names file and byte, where the file is cut short or is not in this format
 */
export async function readWord2VecBinary(
  path: string,
  { limit = Infinity }: ReadOptions = {},
): Promise<Embedding> {
  requireLimit(limit);
  const bytes = new Bytes(open(path));
  const at = () => `${path}, byte ${bytes.position}`;
  const header = await bytes.until(LINE_FEED);
  if (header === undefined) throw new Error(`${at()}: the first line has no end`);
  const { words, dimension } = parseHeader(header.toString('latin1'), `${path}, line 1`);
  const collected = new Collected(dimension);
  const vector = new Float32Array(dimension);
  while (collected.size < Math.min(words, limit)) {
    const start = at();
    const name = await bytes.until(SPACE);
    const entries = name && (await bytes.take(4 * dimension));
    if (!entries) {
      throw new Error(
        `${start}: the file is cut short: it should hold ${words} words, but ends in ` +
          `word ${collected.size + 1}; get it once more`,
      );
    }
    for (let i = 0; i < dimension; i++) vector[i] = entries.readFloatLE(4 * i);
    collected.add(decode(name[0] === LINE_FEED ? name.subarray(1) : name, start), vector, start);
  }
  if (limit >= words) {
    const rest = await bytes.take(2);
    const next = rest ?? (await bytes.take(1));
    if (rest !== undefined || (next !== undefined && next[0] !== LINE_FEED)) {
      throw new Error(`${at()}: there is more after the ${words} words that line 1 announces`);
    }
  }
  await bytes.close();
  return collected.embedding(path);
}

async function readText(
  path: string,
  hasHeader: boolean,
  { limit = Infinity }: ReadOptions = {},
): Promise<Embedding> {
  requireLimit(limit);
  const bytes = new Bytes(open(path));
  let number = 0;
  const at = () => `${path}, line ${number}`;
  const nextLine = async () => {
    number++;
    const line = await bytes.until(LINE_FEED);
    if (line !== undefined) return decode(line, at()).replace(/[\r ]+$/, '');
    if (bytes.isAtEnd) return undefined;
    throw new Error(
      `${at()}: the file is cut short in the middle of this line; get it once more ` +
        '(a file that is whole ends with a line feed)',
    );
  };
  const first = await nextLine();
  if (first === undefined) throw new Error(`${path} is empty`);
  const header = hasHeader ? parseHeader(first, at()) : undefined;
  const dimension = header?.dimension ?? first.split(' ').length - 1;
  if (!hasHeader && /^\d+ \d+$/.test(first)) {
    throw new Error(
      `${at()}: ${quote(first)} is how a file in word2vec's format begins: readWord2VecText reads it`,
    );
  }
  if (dimension < 1)
    throw new Error(`${at()}: a word and its vector were expected: ${quote(first)}`);
  const collected = new Collected(dimension);
  const vector = new Float32Array(dimension);
  let line = hasHeader ? await nextLine() : first;
  for (; line !== undefined && collected.size < limit; line = await nextLine()) {
    if (collected.size === header?.words) {
      throw new Error(
        `${at()}: there is more after the ${header.words} words that line 1 announces`,
      );
    }
    const fields = line.split(' ');
    const values = fields.slice(-dimension);
    const word = fields.slice(0, -dimension).join(' ');
    if (word === '' || (hasHeader && fields.length !== dimension + 1)) {
      throw new Error(
        `${at()}: a word and ${dimension} numbers were expected, but it has ` +
          `${fields.length} parts: ${quote(line)}`,
      );
    }
    values.forEach((value, i) => {
      vector[i] = value === '' ? NaN : Number(value);
      if (Number.isFinite(vector[i])) return;
      throw new Error(`${at()}: ${quote(value)} is no finite number (of ${quote(word)})`);
    });
    collected.add(word, vector, at());
  }
  if (header !== undefined && collected.size < Math.min(header.words, limit)) {
    throw new Error(
      `${path}: the file is cut short: line 1 announces ${header.words} words, but there are ` +
        `${collected.size}; get it once more`,
    );
  }
  await bytes.close();
  return collected.embedding(path);
}

const LINE_FEED = 10;
const SPACE = 32;
/** No word and no line of a real file is longer; a file in another format may have no end of them. */
const LONGEST = 2 ** 20;

function open(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 2 ** 20 });
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

function requireLimit(limit: number): void {
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 1)) return;
  throw new RangeError(`limit is ${limit}, but must be a positive whole number`);
}

function parseHeader(line: string, at: string): { words: number; dimension: number } {
  const match = /^(\d+) (\d+)[\r ]*$/.exec(line);
  const [words, dimension] = [Number(match?.[1]), Number(match?.[2])];
  if (words >= 1 && dimension >= 1) return { words, dimension };
  throw new Error(
    `${at}: the number of words and of dimensions were expected, such as "10000 100", but it is ` +
      `${quote(line)}. (GloVe's files have no such line: readGloveText reads them.)`,
  );
}

function decode(bytes: Buffer, at: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Error(`${at}: this is not UTF-8: ${quote(bytes.toString('latin1'))}`, { cause });
  }
}

/** Text for a message, not too much of it. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** A stream's bytes, asked for one piece after the other. */
class Bytes {
  /** How many bytes have been taken. */
  position = 0;
  /** Whether nothing is left, once something was asked for in vain. */
  isAtEnd = false;
  private readonly chunks: AsyncIterator<Buffer>;
  private buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  /** Up to a byte, which is skipped; undefined where it does not come. */
  async until(byte: number): Promise<Buffer | undefined> {
    let end = this.buffer.indexOf(byte);
    while (end < 0 && this.buffer.length < LONGEST) {
      const searched = this.buffer.length;
      if (!(await this.more())) break;
      end = this.buffer.indexOf(byte, searched);
    }
    if (end < 0) {
      this.isAtEnd = this.buffer.length === 0;
      return undefined;
    }
    const piece = this.skip(end + 1);
    return piece.subarray(0, end);
  }

  /** So many bytes; undefined where there are fewer. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.buffer.length < count) if (!(await this.more())) return undefined;
    return this.skip(count);
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private skip(count: number): Buffer {
    const piece = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(count);
    this.position += count;
    return piece;
  }

  private async more(): Promise<boolean> {
    const { done, value } = (await this.chunks.next()) as IteratorResult<Buffer, undefined>;
    if (!done) this.buffer = Buffer.concat([this.buffer, value]);
    return !done;
  }
}

/** Words and vectors as they come, of a number that may not be known. */
class Collected {
  private readonly words: string[] = [];
  private readonly known = new Set<string>();
  /** Vectors, one after the other, so many in a part. */
  private readonly parts: Float32Array[] = [];

  constructor(private readonly dimension: number) {}

  get size(): number {
    return this.words.length;
  }

  add(word: string, vector: Float32Array, at: string): void {
    if (this.known.has(word)) throw new Error(`${at}: the word ${quote(word)} comes a second time`);
    this.known.add(word);
    const place = this.words.push(word) - 1;
    if (place % PART === 0) this.parts.push(new Float32Array(PART * this.dimension));
    this.parts[Math.floor(place / PART)].set(vector, (place % PART) * this.dimension);
  }

  /** With a column for each word, `[n_e, V]`. */
  embedding(path: string): Embedding {
    const [n_e, V] = [this.dimension, this.words.length];
    if (V === 0) throw new Error(`${path} holds no words`);
    const E = Matrix.zeros(n_e, V, 'float32');
    this.parts.forEach((part, p) => {
      const width = Math.min(PART, V - p * PART);
      for (let i = 0; i < n_e; i++) {
        for (let j = 0; j < width; j++) E.data[i * V + p * PART + j] = part[j * n_e + i];
      }
    });
    return new Embedding(this.words, E);
  }
}

const PART = 1024;
