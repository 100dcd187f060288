import assert from 'node:assert/strict';
import { taggedText } from 'unrolled';

describe('taggedText', () => {
  const tokens = ['<Ada>', 'Lovelace', 'met', 'Tom', '.'];
  const spans = [
    { label: 'PER', start: 3, end: 4 },
    { label: 'A&B', start: 0, end: 2 },
  ];

  it('marks every entity with its label, in order', () => {
    const bundle = taggedText([
      { tokens, spans },
      { tokens: ['No', 'one'], spans: [] },
    ]);
    assert.equal(bundle['text/plain'], '[<Ada> Lovelace A&B] met [Tom PER] .\nNo one');
    const html = bundle['text/html'] as string;
    assert.equal(html.match(/<div /g)?.length, 2);
    assert.match(html, /&lt;Ada&gt; Lovelace&nbsp;<small><b>A&amp;B<\/b>/);
    const colours = [...html.matchAll(/solid (#\w+)/g)].map(([, colour]) => colour);
    assert.equal(new Set(colours).size, 2, 'a colour for each label');
  });

  it('refuses spans that overlap or leave the sentence', () => {
    for (const wrong of [
      { label: 'X', start: 1, end: 2 },
      { label: 'X', start: 4, end: 6 },
      { label: 'X', start: 4, end: 4 },
    ]) {
      assert.throws(
        () => taggedText([{ tokens, spans: [...spans, wrong] }]),
        /the span X .* does not fit into 5 words/,
      );
    }
  });
});
