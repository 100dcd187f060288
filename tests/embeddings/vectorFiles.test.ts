import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  Embedding,
  Matrix,
  Random,
  readGloveText,
  readWord2VecBinary,
  readWord2VecText,
  writeGloveText,
  writeWord2VecBinary,
  writeWord2VecText,
} from 'unrolled';

/** Written by gensim, see the README there. */
const fixtures = join(import.meta.dirname, 'fixtures');
const gensimText = join(fixtures, 'gensim.txt');
const gensimBinary = join(fixtures, 'gensim.bin');

describe('files of word vectors', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vectors-'));
    path = join(folder, 'vectors');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (content: string | Buffer, name = 'vectors') => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  describe('of gensim', () => {
    const words = ['the', 'naïve', 'word2vec', 'king_s', 'café'];

    it('are read, text and binary alike', async () => {
      const [text, binary] = [await readWord2VecText(gensimText), await readWord2VecBinary(gensimBinary)]; // prettier-ignore
      for (const { words: names, E } of [text, binary]) {
        assert.deepEqual(names, words);
        assert.deepEqual(E.shape, [4, 5]);
        assert.equal(E.dtype, 'float32');
        assert.equal(E.get(0, 0), Math.fround(1.6243454));
        assert.equal(E.get(3, 1), Math.fround(-7.6120693e-7));
        assert.equal(E.get(2, 4), Math.fround(0.042213745));
      }
      assert.deepEqual(text.E.data, binary.E.data);
    });

    it('are written: binary byte for byte; text with the same numbers, to the last bit', async () => {
      const embedding = await readWord2VecText(gensimText);
      await writeWord2VecBinary(path, embedding);
      assert.deepEqual(readFileSync(path), readFileSync(gensimBinary));
      await writeWord2VecText(path, embedding);
      const [ours, theirs] = [path, gensimText].map(
        (file) =>
        readFileSync(file, 'utf8').split('\n').map((line) => line.split(' ')), // prettier-ignore
      );
      assert.equal(ours.length, theirs.length);
      ours.forEach((fields, n) => {
        assert.equal(fields[0], theirs[n][0]);
        assert.deepEqual(fields.slice(1).map(Number), theirs[n].slice(1).map(Number));
      });
    });
  });

  it('come back as they were, from all three formats', async () => {
    const formats = [
      [writeWord2VecText, readWord2VecText],
      [writeWord2VecBinary, readWord2VecBinary],
      [writeGloveText, readGloveText],
    ] as const;
    const word = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((w) => !/[ \t\n\v\f\r\ufffd]/.test(w));
    const single = fc.float({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 1, maxLength: 6 }),
        fc.array(single, { minLength: 18, maxLength: 18 }),
        async (words, numbers) => {
          const entries = Float32Array.from(numbers.slice(0, 3 * words.length));
          const embedding = new Embedding(words, new Matrix(3, words.length, entries));
          for (const [write, read] of formats) {
            await write(path, embedding);
            const back = await read(path);
            assert.deepEqual(back.words, words);
            assert.ok(back.E.data.every((entry, k) => entry === entries[k]));
          }
        },
      ),
      { numRuns: 60 },
    );
    assert.deepEqual(readdirSync(folder), ['vectors'], 'no temporary files are left');
  });

  it('of many words: more than fit in one piece of the file; a limit; gzip', async () => {
    const words = Array.from({ length: 5000 }, (_, n) => `word${n}`);
    const embedding = new Embedding(words, new Random(1).normalMatrix(50, 5000, 1, 'float32'));
    for (const [write, read] of [
      [writeWord2VecText, readWord2VecText],
      [writeWord2VecBinary, readWord2VecBinary],
      [writeGloveText, readGloveText],
    ] as const) {
      await write(path, embedding);
      assert.deepEqual((await read(path)).E.data, embedding.E.data);
      const first = await read(path, { limit: 1500 });
      assert.equal(first.size, 1500);
      assert.deepEqual(first.vector('word1499').data, embedding.vector('word1499').data);
      const zipped = written(gzipSync(readFileSync(path)), 'vectors.gz');
      assert.deepEqual((await read(zipped, { limit: 3 })).words, ['word0', 'word1', 'word2']);
      assert.equal((await read(zipped)).size, 5000);
      await assert.rejects(read(path, { limit: 0 }), /limit is 0/);
    }
  });

  it('of word2vec.c, which ends binary vectors with a line feed and lines with a space', async () => {
    const vector = (...entries: number[]) => Buffer.from(Float32Array.from(entries).buffer);
    const pieces = ['2 2\n', 'the ', vector(1, 2), '\nof ', vector(3, 4), '\n'];
    const binary = await readWord2VecBinary(written(Buffer.concat(pieces.map((p) => Buffer.from(p))))); // prettier-ignore
    assert.deepEqual(binary.words, ['the', 'of']);
    assert.deepEqual(binary.E.toArray(), [[1, 3], [2, 4]]); // prettier-ignore
    const text = await readWord2VecText(written('2 2\nthe 1 2 \nof 3 4 \n'));
    assert.deepEqual(text.E.toArray(), [[1, 3], [2, 4]]); // prettier-ignore
  });

  it('of GloVe, which has words with spaces inside', async () => {
    const { words, E } = await readGloveText(
      written('the 1 2\n. . . 3 4\nat name@domain.com 5 6\n'),
    );
    assert.deepEqual(words, ['the', '. . .', 'at name@domain.com']);
    assert.deepEqual(E.toArray(), [[1, 3, 5], [2, 4, 6]]); // prettier-ignore
  });

  it('that are cut short are refused, wherever they end', async () => {
    const text = readFileSync(gensimText);
    for (let length = 0; length < text.length; length++) {
      await assert.rejects(
        readWord2VecText(written(text.subarray(0, length))),
        /vectors(, line \d+)?:? .*(cut short|empty)/,
        `${length} bytes`,
      );
    }
    const binary = readFileSync(gensimBinary);
    for (let length = 0; length < binary.length; length++) {
      await assert.rejects(
        readWord2VecBinary(written(binary.subarray(0, length))),
        /vectors, byte \d+: (the file is cut short.*5 words|the first line has no end)/,
        `${length} bytes`,
      );
    }
    await assert.rejects(readGloveText(written('the 1 2\nof 3 4')), /line 2: .*cut short/);
  });

  it('that are wrong are refused, with file and line or byte', async () => {
    const text = (content: string) => readWord2VecText(written(content));
    await assert.rejects(text('the 1 2\n'), /vectors, line 1: the number of words.*readGloveText/);
    await assert.rejects(text('2 2\nthe 1 2\nof 3\n'), /line 3: a word and 2 numbers.*2 parts/);
    await assert.rejects(text('2 2\nthe 1 2\nof 3 4 5\n'), /line 3: a word and 2 numbers.*4 parts/);
    await assert.rejects(text('2 2\nthe 1 2\nof 3 x4\n'), /line 3: "x4" is no finite number.*"of"/);
    await assert.rejects(text('2 2\nthe 1 2\nof 3 NaN\n'), /line 3: "NaN" is no finite/);
    await assert.rejects(text('2 2\nthe 1 2\nthe 3 4\n'), /line 3: the word "the" comes a second/);
    await assert.rejects(text('1 2\nthe 1 2\nof 3 4\n'), /line 3: there is more after the 1 words/);
    await assert.rejects(readGloveText(written('5 4\nthe 1 2 3 4\n')), /line 1.*readWord2VecText/);
    await assert.rejects(readGloveText(written('the 1 2\nof 3\n')), /line 2: a word and 2 numbers/);
    const latin1 = Buffer.from('1 1\ncaf\xe9 1\n', 'latin1');
    await assert.rejects(readWord2VecText(written(latin1)), /line 2: this is not UTF-8: "café 1"/);
    const longer = Buffer.concat([readFileSync(gensimBinary), Buffer.from('more')]);
    await assert.rejects(readWord2VecBinary(written(longer)), /there is more after the 5 words/);
    await assert.rejects(readWord2VecText(join(folder, 'none')), /ENOENT.*none/);
  });

  it('are not written where a word would not come back, and what was there stays', async () => {
    writeFileSync(path, 'precious');
    const E = Matrix.from([[1, 1e39]]);
    for (const word of ['New York', '', 'line\nfeed']) {
      const embedding = new Embedding(['the', word], E);
      await assert.rejects(writeWord2VecText(path, embedding), /is empty or holds white space/);
    }
    const large = new Embedding(['the', 'large'], E);
    await assert.rejects(writeWord2VecBinary(path, large), /entry 0 of.*"large" is too large/);
    assert.equal(readFileSync(path, 'utf8'), 'precious');
    assert.deepEqual(readdirSync(folder), ['vectors']);
  });

  it('hold Float64 vectors to the last bit as text', async () => {
    const E = Matrix.from([[0.1, 1 / 3]]);
    await writeWord2VecText(path, new Embedding(['a', 'b'], E));
    assert.equal(readFileSync(path, 'utf8'), `2 1\na 0.1\nb ${1 / 3}\n`);
  });
});
