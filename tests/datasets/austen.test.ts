import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prideAndPrejudice } from 'unrolled';
import { readVerified } from '../../lib/dist/datasets/verified.js';

describe('prideAndPrejudice', () => {
  it('is the whole novel as one line', () => {
    const text = prideAndPrejudice();
    assert.match(text, /^PRIDE AND PREJUDICE By Jane Austen Chapter 1 It is a truth universally/);
    assert.match(text, /had been the means of uniting them\.$/);
    assert.equal(text.length, 681_494);
    assert.equal(new Set(text).size, 73);
    assert.doesNotMatch(text, /\n|_| {2}/);
  });
});

describe('readVerified', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'datasets-'));
    cpSync(join(import.meta.dirname, '../../datasets/austen'), join(root, 'austen'), {
      recursive: true,
    });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = () => readVerified('austen', 'prideprejudice.txt', root);

  it('names a missing file and says how to get it back', () => {
    rmSync(join(root, 'austen/prideprejudice.txt'));
    assert.throws(read, /austen.prideprejudice\.txt is missing\. .*git checkout/);
  });

  it('refuses a file that was cut off', () => {
    truncateSync(join(root, 'austen/prideprejudice.txt'), 1000);
    assert.throws(read, /has 1000 bytes and the SHA-256 sum .* was expected\. .*git checkout/);
  });

  it('names missing checksums, and a file that has none', () => {
    writeFileSync(join(root, 'austen/SHA256SUMS'), '');
    assert.throws(read, /SHA256SUMS has no line for prideprejudice\.txt/);
    rmSync(join(root, 'austen/SHA256SUMS'));
    assert.throws(read, /SHA256SUMS is missing/);
  });
});
