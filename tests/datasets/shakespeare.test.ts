import assert from 'node:assert/strict';
import { shakespeare, shakespeareTitles } from 'unrolled';

describe('shakespeare', () => {
  for (const title of shakespeareTitles) {
    it(`has ${title}, and nothing that is not Shakespeare's`, () => {
      const text = shakespeare(title);
      assert.ok(text.toLowerCase().startsWith(title.toLowerCase()));
      assert.ok(text.length > 90_000);
      assert.match(text, /^[\n -~]+$/, 'plain ASCII');
      assert.doesNotMatch(text, /gutenberg|copyright| \n/i);
    });
  }

  it('has all sonnets, each of 14 lines, but for the two that were written otherwise', () => {
    const [, ...sonnets] = shakespeare('The Sonnets').split(/^[IVXLC]+$/m);
    assert.equal(sonnets.length, 154);
    const lines = sonnets.map((sonnet) => sonnet.trim().split('\n').length);
    const unusual = lines.flatMap((count, i) => (count === 14 ? [] : [[i + 1, count]]));
    assert.deepEqual(unusual, [
      [99, 15],
      [126, 12],
    ]);
  });

  it('names the titles that there are', () => {
    assert.throws(() => shakespeare('Othello' as 'Hamlet'), /no "Othello", only Hamlet, Macbeth/);
  });
});
