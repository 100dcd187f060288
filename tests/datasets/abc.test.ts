import assert from 'node:assert/strict';
import { barLengths, readAbc, tunes, tuneToAbc } from 'unrolled';
import { withFile } from './readersFiles.js';

describe('readAbc', () => {
  it('reads tunes as collections have them', () => {
    const text = `%abc-2.1
My favourite tunes

X: 12
T: The Kesh   % a jig
T: The Kincora
C: trad.
R: jig
M: 6/8
K: G clef=treble
|:"G"G3 GAB|"D"A3 ABd|"G"edd gdd|"C"edB \\
w: not sung
"D"dBA:|
K:D
P:B
|:~B2B d2d|{c}ege (3ded B :|

X:13
M:2/4
K:Edor
EFGA|[GB]4|
`;
    const [first, second] = withFile(text, readAbc);
    assert.deepEqual(first, {
      number: 12,
      title: 'The Kesh',
      meter: '6/8',
      unit: '1/8',
      key: 'G',
      body: '|:"G"G3 GAB|"D"A3 ABd|"G"edd gdd|"C"edB\n"D"dBA:|\n[K:D]\n|:~B2B d2d|{c}ege (3ded B :|',
    });
    assert.deepEqual(barLengths(first), [1, 1, 1, 1, 1, 1]);
    assert.deepEqual(second, {
      number: 13,
      title: 'Untitled',
      meter: '2/4',
      unit: '1/16',
      key: 'Edor',
      body: 'EFGA|[GB]4|',
    });
  });

  it('reads what tuneToAbc wrote', () => {
    const all = tunes();
    assert.deepEqual(withFile(all.map(tuneToAbc).join('\r\n'), readAbc), all);
  });

  const head = 'X:1\nT:T\nM:4/4\nL:1/4\n';
  const mistakes: [what: string, content: string | Uint8Array, message: RegExp][] = [
    [
      'a sign that is no ABC',
      `${head}K:C\nCDEF|\nGA&B|`,
      /line 7: "&B\|" is no ABC that is known here \(column 3\)$/,
    ],
    ['music before the key', `${head}CDEF|\nK:C\n`, /line 5: .*K: comes before music/],
    ['a tune without X:', '\nT:T\nK:C\nCDEF|', /line 2: the tune that begins here has no number/],
    ['a tune without K:', `${head}\nX:2\nK:C\nC`, /line 1: the tune that begins here has no key/],
    ['a tune without music', `${head}K:C\n\n${head}K:C\nC`, /line 1: .* has no music/],
    ['an X: without a number', 'X:one\nK:C\nC', /line 1: X: must be followed by a number/],
    ['an unknown key', `${head}K:H\nC`, /line 5: the key "H" is not known/],
    ['an unknown key later on', `${head}K:C\nC|\nK:Hp\nC`, /line 7: the key "Hp" is not known/],
    ['an unknown meter', 'X:1\nM:free\nK:C\nC', /line 2: the meter \(M:\) is "free"/],
    ['an unknown unit', 'X:1\nL:0.5\nK:C\nC', /line 2: the unit \(L:\) is "0\.5"/],
    ['a second voice', `${head}K:C\nV:1\nCDEF|`, /line 6: .*more than one voice/],
    ['a file without tunes', 'Only text.\n', /mine\.txt has no tune/],
    ['an empty file', '', /mine\.txt is empty/],
    ['another encoding', Buffer.from('X:1\nT:Für', 'latin1'), /line 2: byte 7 /],
  ];
  for (const [what, content, message] of mistakes) {
    it(`names file and line of ${what}`, () => {
      assert.throws(
        () => withFile(content, readAbc),
        (error: Error) => message.test(error.message) && error.message.includes('mine.txt'),
      );
    });
  }
});
