import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Random } from 'unrolled';

const draw = (seed: number | Uint8Array, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.uniform());
};

describe('Random', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    assert.deepEqual(draw(7, 100), draw(7, 100));
    assert.notDeepEqual(draw(7, 100), draw(8, 100));
    assert.notDeepEqual(draw(7, 100), draw(7 + 2 ** 32, 100));
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => i);
    assert.deepEqual(draw(bytes, 10), draw(bytes.slice(), 10));
    assert.ok(new Set(draw(new Uint8Array(16), 50)).size > 40, 'a seed of zeros is no dead end');
  });

  it('is uniform: mean, variance and every tenth', () => {
    const values = draw(1, 100_000);
    const mean = values.reduce((sum, x) => sum + x) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    assert.ok(Math.abs(mean - 1 / 2) < 0.005);
    assert.ok(Math.abs(variance - 1 / 12) < 0.002);
    const tenths = Array<number>(10).fill(0);
    values.forEach((x) => tenths[Math.floor(10 * x)]++);
    const chiSquare = tenths.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    assert.ok(chiSquare < 30, `chi-square with 9 degrees of freedom is ${chiSquare}`);
  });

  it('normal has the mean, deviation and fourth moment asked for', () => {
    const random = new Random(2);
    const values = Array.from({ length: 100_000 }, () => (random.normal(3, 2) - 3) / 2);
    const moment = (power: number) =>
      values.reduce((sum, z) => sum + z ** power, 0) / values.length;
    assert.ok(Math.abs(moment(1)) < 0.01);
    assert.ok(Math.abs(moment(2) - 1) < 0.02);
    assert.ok(Math.abs(moment(4) - 3) < 0.15);
  });

  it('integer includes both ends, shuffle keeps the items', () => {
    const random = new Random(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.integer(-1, 2)));
    assert.deepEqual([...seen].sort(), [-1, 0, 1, 2]);
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        assert.deepEqual(random.shuffle(items).sort(), [...items].sort());
      }),
    );
  });

  it('says what is wrong with a seed or an empty choice', () => {
    assert.throws(() => new Random(0.5), /the seed is 0\.5, but must be a whole number/);
    assert.throws(() => new Random(new Uint8Array(3)), /needs 16 of them, but has 3/);
    assert.throws(() => new Random(1).choice([]), /nothing to choose from/);
  });
});
