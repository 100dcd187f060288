import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyTemperature, Matrix, sampleFrom, softmax, topK } from 'unrolled';

const distribution = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
  .map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => weight / sum);
  });

describe('drawing one token', () => {
  it('index i is drawn for a share p_i of the unit interval', () => {
    const p = [0.5, 0, 0.3, 0.2];
    const drawn = [0, 0.499, 0.5, 0.799, 0.81, 0.999].map((uniform) => sampleFrom(p, uniform));
    assert.deepEqual(drawn, [0, 0, 2, 2, 3, 3]);
  });

  it('never draws what has no probability, whatever the rounding', () => {
    fc.assert(
      fc.property(
        distribution,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (p, uniform) => {
          const padded = [0, ...p, 0];
          const index = sampleFrom(padded, uniform);
          assert.ok(padded[index] > 0);
        },
      ),
    );
  });

  it('refuses what is no distribution', () => {
    assert.throws(() => sampleFrom([0.5, 0.6], 0.1), /sum to 1\.1 instead of 1/);
    assert.throws(() => sampleFrom([1.5, -0.5], 0.1), /probabilities\[1\] is -0\.5/);
    assert.throws(() => sampleFrom([NaN], 0.1), /probabilities\[0\] is NaN/);
    for (const bad of [-0.1, 1, NaN]) {
      assert.throws(() => sampleFrom([1], bad), /uniform is .*, but must be from 0 to below 1/);
    }
  });
});

describe('temperature and top-k', () => {
  const z = Matrix.column([2, 1, -1]);

  it('temperature 1 is softmax, a low one nearly always the likeliest, a high one nearly uniform', () => {
    assert.deepEqual(applyTemperature(z, 1).toArray(), softmax(z).toArray());
    assert.ok(applyTemperature(z, 0.01).get(0, 0) > 0.999);
    assert.ok(Math.abs(applyTemperature(z, 1000).get(2, 0) - 1 / 3) < 0.01);
    assert.throws(() => applyTemperature(z, 0), /temperature is 0, but must be a positive number/);
  });

  it('top-k keeps k, in proportion, summing to 1', () => {
    assert.deepEqual(topK([0.1, 0.6, 0.3], 2), [
      0,
      0.6 / 0.8999999999999999,
      0.3 / 0.8999999999999999,
    ]);
    fc.assert(
      fc.property(distribution, fc.integer({ min: 1, max: 10 }), (p, k) => {
        const kept = topK(p, k);
        assert.equal(kept.filter((q) => q > 0).length, Math.min(k, p.length));
        assert.ok(Math.abs(kept.reduce((sum, q) => sum + q) - 1) < 1e-9);
      }),
    );
    assert.throws(() => topK([1], 0), /k is 0, but must be a positive whole number/);
    assert.throws(
      () => topK([0.5, NaN], 1),
      /topK: probabilities\[1\] is NaN, but must not be neg/,
    );
  });
});
