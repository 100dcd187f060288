import assert from 'node:assert/strict';
import { digits } from 'unrolled';

describe('digits', () => {
  it('are 1,797 images of 64 pixels from 0 to 16, about 180 of each digit', () => {
    const { images, labels } = digits();
    assert.deepEqual(images.shape, [64, 1797]);
    assert.equal(labels.length, 1797);
    assert.ok(images.data.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel <= 16));
    const counts = Array.from({ length: 10 }, (_, d) => labels.filter((l) => l === d).length);
    assert.deepEqual(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  it('read row after row: the first is a zero, with a hole in its middle', () => {
    const { images, labels } = digits();
    assert.equal(labels[0], 0);
    const row = (r: number) => Array.from({ length: 8 }, (_, c) => images.get(8 * r + c, 0));
    assert.deepEqual(row(0), [0, 0, 5, 13, 9, 1, 0, 0]);
    assert.deepEqual(row(3), [0, 4, 12, 0, 0, 8, 8, 0]);
  });
});
