import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeSpans, readConll } from 'unrolled';
import { withFile } from './readersFiles.js';

describe('readConll', () => {
  it('reads the format of CoNLL-2003: four columns, -DOCSTART-, IOB', () => {
    const text = `-DOCSTART- -X- -X- O

EU NNP B-NP B-ORG
rejects VBZ B-VP O
German JJ B-NP B-MISC
call NN I-NP O

Peter NNP B-NP I-PER
Blackburn NNP I-NP I-PER
`;
    const sentences = withFile(text, readConll);
    assert.deepEqual(sentences, [
      { tokens: ['EU', 'rejects', 'German', 'call'], tags: ['B-ORG', 'O', 'B-MISC', 'O'] },
      { tokens: ['Peter', 'Blackburn'], tags: ['I-PER', 'I-PER'] },
    ]);
    assert.deepEqual(decodeSpans(sentences[1].tags), [{ label: 'PER', start: 0, end: 2 }]);
  });

  it('reads tabs, Windows line ends, several empty lines, and no line end at the end', () => {
    const text = 'New York\tB-LOC\r\n!\tO\r\n\r\n\r\n東京\tB-LOC';
    assert.deepEqual(withFile(text, readConll), [
      { tokens: ['New York', '!'], tags: ['B-LOC', 'O'] },
      { tokens: ['東京'], tags: ['B-LOC'] },
    ]);
  });

  it('reads whatever was written in its format', () => {
    const token = fc.string({ minLength: 1 }).filter((s) => !/\s/.test(s) && !s.startsWith('-DOC'));
    const tag = fc.constantFrom('O', 'B-PER', 'I-PER', 'B-two-words');
    const sentence = fc.array(fc.tuple(token, tag), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), (sentences) => {
        const lines = sentences.map((words) => words.map((columns) => columns.join(' ') + '\n'));
        assert.deepEqual(
          withFile(lines.map((sentence) => sentence.join('')).join('\n'), readConll),
          sentences.map((words) => ({
            tokens: words.map(([token]) => token),
            tags: words.map(([, tag]) => tag),
          })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('reads the tags of other schemes as those of IOB', () => {
    const written = 'B-PER E-PER O S-LOC S-LOC B-ORG I-ORG E-ORG U-CAR B-CAR L-CAR'.split(' ');
    const content = written.map((tag, k) => `w${k} ${tag}\n`).join('');
    const [{ tags }] = withFile(content, readConll);
    const wanted = 'B-PER I-PER O B-LOC B-LOC B-ORG I-ORG I-ORG B-CAR B-CAR I-CAR';
    assert.equal(tags.join(' '), wanted);
  });

  const mistakes: [what: string, content: string | Uint8Array, message: RegExp][] = [
    ['a missing column', 'Ann B-PER\nsleeps\n', /line 2: "sleeps" has one column/],
    ['a missing tag behind a tab', 'Ann\tB-PER\nsleeps\t\n', /line 2: the tag "" is neither/],
    ['a column too few', 'Ann NNP B-PER\nsleeps O\n', /line 2: .* has 2 columns, but line 1 has 3/],
    ['an empty word', 'Ann\tB-PER\n\tO\n', /line 2: .* empty first column/],
    ['a tag that is none', 'Ann B-PER\n\nsleeps VB\n', /line 3: the tag "VB" is neither O nor B-…/],
    ['a tag without its label', 'Ann B-\n', /line 1: the tag "B-" is neither/],
    ['a file that is empty', '', /mine\.txt is empty/],
    ['a file without sentences', '-DOCSTART- O\n\n \n', /mine\.txt has no sentence/],
    ['another encoding', Buffer.from('Ann B-PER\nMüller I-PER', 'latin1'), /line 2: byte 11 /],
  ];
  for (const [what, content, message] of mistakes) {
    it(`names file and line of ${what}`, () => {
      assert.throws(
        () => withFile(content, readConll),
        (error: Error) => message.test(error.message) && error.message.includes('mine.txt'),
      );
    });
  }
});
