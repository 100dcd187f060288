import assert from 'node:assert/strict';
import { barLengths, tuneNotes, tunes } from 'unrolled';

describe('tunes', () => {
  it('are 15, each with its title, meter, unit, key and music', () => {
    const all = tunes();
    assert.equal(all.length, 15);
    for (const { title, meter, unit, key, body } of all) {
      assert.ok(title !== '' && body !== '');
      assert.match(meter, /^(2\/4|4\/4|6\/8)$/);
      assert.match(unit, /^1\/[48]$/);
      assert.match(key, /^[CG]$/);
    }
  });

  it('fill their bars, but for an upbeat and the last bar that makes up for it', () => {
    for (const tune of tunes()) {
      const bars = barLengths(tune);
      if (tune.title.startsWith('Oh! Susanna')) {
        assert.equal(bars.shift(), 0.25);
        assert.equal(bars.pop(), 0.75);
      }
      assert.ok(bars.length >= 8 && bars.every((length) => length === 1), tune.title);
    }
  });

  it('stay within a singable range', () => {
    for (const tune of tunes()) {
      const pitches = tuneNotes(tune).map(({ pitch }) => pitch);
      const [low, high] = [Math.min(...pitches), Math.max(...pitches)];
      assert.ok(low >= 55 && high <= 79 && high - low <= 19, `${tune.title}: ${low} to ${high}`);
    }
  });
});
