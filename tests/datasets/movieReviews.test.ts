import assert from 'node:assert/strict';
import { movieSnippets } from 'unrolled';

describe('movieSnippets', () => {
  const snippets = movieSnippets();

  it('are 4,000 different ones, half of them positive', () => {
    assert.equal(snippets.length, 4000);
    assert.equal(new Set(snippets.map(({ text }) => text)).size, 4000);
    assert.equal(snippets.filter(({ positive }) => positive).length, 2000);
    assert.ok(snippets.every(({ text }) => text.split(' ').length <= 30));
  });

  it('are positive exactly where people rated them so', () => {
    for (const { positive, rating } of snippets) {
      assert.ok(positive ? rating >= 1 && rating <= 4 : rating <= -1 && rating >= -4);
    }
  });

  it('come in random order', () => {
    const positive = (part: typeof snippets) => part.filter((one) => one.positive).length;
    for (let i = 0; i < 4000; i += 500) {
      assert.ok(Math.abs(positive(snippets.slice(i, i + 500)) - 250) < 60);
    }
  });

  it('read as they were written', () => {
    assert.equal(
      snippets[1].text,
      "The Master of Disguise is awful. It's Pauly Shore awful. Don't say you weren't warned.",
    );
    assert.ok(snippets.some(({ text }) => text.startsWith('(Cuarón has) created')));
  });
});
