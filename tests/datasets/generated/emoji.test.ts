import assert from 'node:assert/strict';
import { emojis, generateEmoji, Random } from 'unrolled';

describe('generateEmoji', () => {
  it('gives each emoji equally often, in random order', () => {
    const examples = generateEmoji(1002, new Random(1));
    assert.equal(examples.length, 1002);
    const counts = emojis.map((emoji) => examples.filter((one) => one.emoji === emoji).length);
    assert.deepEqual(counts.sort(), [200, 200, 200, 201, 201]);
    assert.ok(new Set(examples.slice(0, 20).map(({ emoji }) => emoji)).size >= 4);
  });

  it('never gives a text twice, let alone with two emoji', () => {
    const texts = [
      ...generateEmoji(1000, new Random(2)),
      ...generateEmoji(1000, new Random(3), { part: 'test' }),
    ].map(({ text }) => text);
    assert.equal(new Set(texts).size, 2000);
    assert.ok(texts.every((text) => /^[a-z]+(?: [a-z,]+)+$/.test(text)));
  });

  it('gives the same for the same seed', () => {
    assert.deepEqual(generateEmoji(100, new Random(4)), generateEmoji(100, new Random(4)));
    assert.throws(() => generateEmoji(2.5, new Random(4)), /generateEmoji: count is 2\.5/);
  });
});
