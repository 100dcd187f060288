import assert from 'node:assert/strict';
import { relative } from 'node:path';
import fc from 'fast-check';
import { readText } from 'unrolled';
import { withFile } from './readersFiles.js';

describe('readText', () => {
  it('gives back what was written', () => {
    const written = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((s) => !s.startsWith('\uFEFF'));
    fc.assert(
      fc.property(written, (text) => withFile(text, readText) === text),
      { numRuns: 50 },
    );
  });

  it('drops a byte order mark at the start only', () => {
    assert.equal(withFile('\uFEFFeins\uFEFF', readText), 'eins\uFEFF');
  });

  it('sees paths from the working directory', () => {
    withFile('hier', (path) => assert.equal(readText(relative(process.cwd(), path)), 'hier'));
  });

  it('says which file is missing, and where it looked', () => {
    assert.throws(() => readText('no/such.txt'), {
      message: `There is no file no/such.txt: it was looked for as ${process.cwd()}/no/such.txt`,
    });
    assert.throws(() => readText('.'), /^Error: \. can't be read: EISDIR/);
  });

  it('refuses an empty file', () => {
    assert.throws(() => withFile('', readText), /mine\.txt is empty$/);
  });

  it('names line and byte of what is not UTF-8', () => {
    const latin1 = Buffer.from('eins\nzwei\nfünf', 'latin1');
    assert.throws(
      () => withFile(latin1, readText),
      /mine\.txt, line 3: byte 11 of the file \(0xfc\) is not UTF-8\. .*Latin-1/,
    );
  });

  it('finds exactly where the bytes go wrong', () => {
    const before = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text));
    const wrong = fc.constantFrom([0xff], [0x80], [0xef, 0xbf, 0x41], [0xc3], [0xed, 0xa0, 0x80]);
    fc.assert(
      fc.property(before, wrong, (good, bad) => {
        const bytes = Buffer.concat([good, Buffer.from(bad)]);
        if (bytes[0] === 0xff && bytes[1] === 0xfe) return;
        assert.throws(
          () => withFile(bytes, readText),
          new RegExp(`byte ${good.length} of the file`),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('recognises UTF-16', () => {
    const utf16 = Buffer.from('\uFEFFeins', 'utf16le');
    assert.throws(() => withFile(utf16, readText), /is UTF-16\. Save it as UTF-8/);
  });
});
