import assert from 'node:assert/strict';
import { digits, finish, sliceColumns, trustworthiness, tsne } from 'unrolled';
import { nearestOnMap } from './maps.js';

/** openTSNE 1.0.4, the first 600 digits, perplexity 15, θ = 0.1, 1,000 iterations. */
const OPEN_TSNE = 0.461;

describe('tsne', () => {
  it('maps digits as openTSNE does', async function () {
    this.timeout(60_000);
    const { images, labels } = digits();
    const some = sliceColumns(images, 0, 600);
    const { Y, divergence } = await finish(tsne(some, { perplexity: 15 }));
    assert.ok(Math.abs(divergence - OPEN_TSNE) < 0.01 * OPEN_TSNE, `${divergence}`);
    assert.ok(trustworthiness(some, Y, 10) > 0.97);
    const same = nearestOnMap(Y).filter((nearest, i) => labels[nearest] === labels[i]).length;
    assert.ok(same / 600 > 0.95, `${same}`);
  });
});
