import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Embedding } from './embedding';

/**
 * Writes word2vec's text format, which gensim reads with `KeyedVectors.load_word2vec_format(path)`:
 * a line with V and n_e, then a line for each word with its vector. Numbers have as many digits as it
 * takes to read exactly the same ones again.
 *
 * @param path an existing file is replaced, once the new one is whole
 * @throws RangeError where a word is empty or holds white space, which would end it
 */
export function writeWord2VecText(path: string, embedding: Embedding): Promise<void> {
  return write(path, embedding, `${embedding.size} ${embedding.dimension}\n`, textLine);
}

/**
 * Writes GloVe's text format: as word2vec's, without the first line.
 *
 * @param path an existing file is replaced, once the new one is whole
 * @throws RangeError where a word is empty or holds white space, which would end it
 */
export function writeGloveText(path: string, embedding: Embedding): Promise<void> {
  return write(path, embedding, '', textLine);
}

/**
 * Writes word2vec's binary format byte for byte as gensim does, which reads it with
 * `KeyedVectors.load_word2vec_format(path, binary=True)`. Numbers are rounded to Float32.
 *
 * @param path an existing file is replaced, once the new one is whole
 * @throws RangeError where a word is empty or holds white space, or a number is beyond Float32
 */
export function writeWord2VecBinary(path: string, embedding: Embedding): Promise<void> {
  return write(path, embedding, `${embedding.size} ${embedding.dimension}\n`, binaryRecord);
}

type Row = (word: string, vector: ArrayLike<number>, isSingle: boolean) => string | Buffer;

async function write(path: string, embedding: Embedding, header: string, row: Row): Promise<void> {
  for (const word of embedding.words) {
    if (word !== '' && !/[ \t\n\v\f\r]/.test(word)) continue;
    throw new RangeError(
      `${path} can't be written: the word ${JSON.stringify(word)} is empty or holds white space`,
    );
  }
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await pipeline(rows(embedding, header, row), createWriteStream(temporary));
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

function* rows({ words, E }: Embedding, header: string, row: Row): Generator<string | Buffer> {
  if (header !== '') yield header;
  const isSingle = E.dtype === 'float32';
  const vector = new Array<number>(E.rows);
  for (let j = 0; j < words.length; j++) {
    for (let i = 0; i < E.rows; i++) vector[i] = E.data[i * E.cols + j];
    yield row(words[j], vector, isSingle);
  }
}

function textLine(word: string, vector: ArrayLike<number>, isSingle: boolean): string {
  return `${word} ${Array.from(vector, isSingle ? shortestSingle : String).join(' ')}\n`;
}

function binaryRecord(word: string, vector: ArrayLike<number>): Buffer {
  const name = Buffer.from(`${word} `);
  const record = Buffer.alloc(name.length + 4 * vector.length);
  name.copy(record);
  for (let i = 0; i < vector.length; i++) {
    if (!Number.isFinite(Math.fround(vector[i]))) {
      throw new RangeError(`entry ${i} of the vector of ${JSON.stringify(word)} is too large`);
    }
    record.writeFloatLE(vector[i], name.length + 4 * i);
  }
  return record;
}

/** The shortest decimal number that is nearest to this Float32 one: 0.1, not 0.10000000149011612. */
function shortestSingle(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}
