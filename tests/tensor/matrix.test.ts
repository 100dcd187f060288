import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Matrix } from 'unrolled';

describe('Matrix', () => {
  it('keeps rows one after the other', () => {
    const A = Matrix.from([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual(A.shape, [2, 3]);
    assert.equal(A.get(1, 0), 4);
    A.set(1, 2, 7);
    assert.deepEqual(A.toArray(), [
      [1, 2, 3],
      [4, 5, 7],
    ]);
  });

  it('is Float64 unless asked otherwise', () => {
    assert.equal(Matrix.zeros(1, 1).dtype, 'float64');
    assert.equal(Matrix.column([1, 2], 'float32').dtype, 'float32');
  });

  it('copies without sharing', () => {
    const A = Matrix.column([1, 2]);
    A.clone().set(0, 0, 9);
    assert.equal(A.get(0, 0), 1);
  });

  it('says what is wrong with a size, an index, or rows of different lengths', () => {
    assert.throws(() => Matrix.zeros(0, 3), /rows is 0, but must be a positive whole number/);
    assert.throws(() => Matrix.zeros(2, NaN), /cols is NaN/);
    assert.throws(() => Matrix.zeros(2, 1.5), /cols is 1\.5/);
    assert.throws(() => new Matrix(2, 2, new Float64Array(3)), /needs 4 entries, but data has 3/);
    assert.throws(() => Matrix.from([]), /no rows/);
    assert.throws(() => Matrix.from([[1, 2], [3]]), /row 0 has 2 entries, but row 1 has 1/);
    assert.throws(() => Matrix.zeros(2, 3).get(2, 0), /entry \(2, 0\) lies outside a \[2, 3\]/);
    assert.throws(() => Matrix.zeros(2, 3).set(0, -1, 1), /entry \(0, -1\)/);
    assert.throws(() => Matrix.zeros(2, 3).get(0.5, 0), /entry \(0\.5, 0\)/);
  });

  it('shows its shape and aligned entries, and cuts a large one short', () => {
    assert.equal(
      inspect(Matrix.from([[1, -0.5], [10, 0.25]])), // prettier-ignore
      'Matrix [2, 2]\n        1  -0.5000\n       10   0.2500',
    );
    assert.match(inspect(Matrix.zeros(20, 20)), /…/);
  });
});
