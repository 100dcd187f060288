import assert from 'node:assert/strict';
import { gradientCheck, Matrix } from 'unrolled';

describe('gradientCheck', () => {
  // L = Σ w³, so dL/dw = 3w²
  const W = Matrix.from([[1, -2, 0.5]]);
  const loss = () => [...W.data].reduce((sum, w) => sum + w ** 3, 0);
  const right = Matrix.from([[3, 12, 0.75]]);

  it('is tiny for a right gradient and puts every parameter back', () => {
    const before = W.toArray();
    const [row] = gradientCheck(loss, { W }, { dW: right });
    assert.ok(row.relativeError < 1e-9);
    assert.deepEqual(W.toArray(), before);
  });

  it('finds the one wrong entry', () => {
    const [row] = gradientCheck(loss, { W }, { dW: Matrix.from([[3, 12.1, 0.75]]) });
    assert.ok(row.relativeError > 1e-3);
    assert.deepEqual([row.worst.row, row.worst.column, row.worst.analytic], [0, 1, 12.1]);
    assert.ok(Math.abs(row.worst.numerical - 12) < 1e-6);
  });

  it('does not call a NaN gradient right', () => {
    const [row] = gradientCheck(loss, { W }, { dW: Matrix.from([[3, NaN, 0.75]]) });
    assert.ok(Number.isNaN(row.relativeError));
    assert.equal(row.worst.column, 1);
  });

  it('puts the parameter back even where the loss throws', () => {
    const failing = () => {
      throw new Error('no loss today');
    };
    assert.throws(() => gradientCheck(failing, { W }, { dW: right }), /no loss today/);
    assert.equal(W.get(0, 0), 1);
  });

  it('refuses steps that are not positive', () => {
    for (const bad of [0, -1e-5, NaN]) {
      assert.throws(() => gradientCheck(() => 0, {}, {}, bad), /h is .*, but must be a positive/);
    }
  });

  it('says what is missing, misshapen or too coarse', () => {
    assert.throws(() => gradientCheck(loss, { W }, {}), /no gradient dW for W/);
    assert.throws(
      () => gradientCheck(loss, { W }, { dW: Matrix.zeros(3, 1) }),
      /dW is \[3, 1\], but W is \[1, 3\]/,
    );
    const coarse = Matrix.zeros(1, 1, 'float32');
    assert.throws(() => gradientCheck(loss, { V: coarse }, { dV: coarse }), /V is float32/);
  });
});
