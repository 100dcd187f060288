import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokensToTune, type Tune, tunes, tuneToTokens } from 'unrolled';

const tune = (body: string): Tune => ({
  number: 1,
  title: 'Untitled',
  meter: '6/8',
  unit: '1/8',
  key: 'G',
  body,
});

describe('tuneToTokens', () => {
  it('gives meter, unit and key, and then a token for each note and sign', () => {
    assert.deepEqual(
      tuneToTokens(tune('|: G2 ^f/ _B,,3/2z | [CEg]2 (3abc d> e- e\n{g}"Am"~A :|2')),
      [
        ...['M:6/8', 'L:1/8', 'K:G'],
        ...['|:', 'G2', '^f/', '_B,,3/2', 'z', '|', '[CEg]2', '(3', 'a', 'b', 'c', 'd', '>', 'e'],
        ...['-', 'e', '{g}', '"Am"', '~', 'A', ':|2'],
      ],
    );
  });

  it('tells bars, endings, chords and fields in brackets apart', () => {
    assert.deepEqual(tuneToTokens(tune('[|:A|]|1B:|[2[AB]||:[K:D]C::[1,3c|')).slice(3), [
      ...['[|:', 'A', '|]', '|1', 'B', ':|', '[2', '[AB]', '||:', '[K:D]', 'C', '::', '[1,3'],
      ...['c', '|'],
    ]);
  });

  it('says what it does not know, and where', () => {
    assert.throws(() => tuneToTokens(tune('GAB|\nG H&A')), {
      name: 'RangeError',
      message: '"&A" is no ABC that is known here (line 2 of the music, column 4)',
    });
  });
});

describe('tokensToTune', () => {
  it('undoes tuneToTokens, for all tunes of the course', () => {
    for (const one of tunes()) assert.deepEqual(tokensToTune(tuneToTokens(one), one), one);
  });

  it('writes any tokens so that they are read again as the same', () => {
    const token = fc.constantFrom(
      ...['C', 'c2', '^f,/', '__B3/2', "a''", 'z', 'Z4', 'x2', '[CE]', '[^c2e]3', '(3', '(3:2:4'],
      ...['|', '||', '|]', '[|', '|:', ':|', '::', ':|:', '|1', ':|2', '[1', '[2', '[1,3', ':|]'],
      ...['>', '<<', '-', '(', ')', '~', '.', 'T', '{gf}', '"Am7"', '!trill!', '[K:Dm]', '[M:3/4]'],
    );
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const all = ['M:4/4', 'L:1/8', 'K:C', ...tokens];
        assert.deepEqual(tuneToTokens(tokensToTune(all)), all);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what is no tune, naming the token', () => {
    const head = ['M:4/4', 'L:1/8', 'K:C'];
    assert.throws(() => tokensToTune(['M:4/4', 'C']), /tokens\[1\] is "C", but a tune begins with/);
    assert.throws(() => tokensToTune([]), /tokens\[0\] is undefined/);
    assert.throws(() => tokensToTune([...head, 'C', 'CC']), /tokens\[4\] is "CC": .* no sign/);
    assert.throws(() => tokensToTune([...head, ' C']), /tokens\[3\] is " C"/);
    assert.throws(() => tokensToTune([...head, '']), /tokens\[3\] is ""/);
  });
});
