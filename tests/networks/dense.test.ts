import assert from 'node:assert/strict';
import { denseBackward, denseForward, gradientCheck, Random } from 'unrolled';

describe('the output layer', () => {
  for (const activation of ['softmax', 'sigmoid'] as const) {
    it(`with cross-entropy after ${activation}, ∂L/∂z = ŷ − y gives right gradients`, () => {
      const random = new Random(1);
      const [n_a, n_y, m] = [5, 3, 4];
      const a = random.normalMatrix(n_a, m);
      const parameters = { Wya: random.normalMatrix(n_y, n_a), by: random.normalMatrix(n_y, 1) };
      // One class each: a one-hot column is a right target for either activation.
      const y = random.normalMatrix(n_y, m);
      y.data.fill(0);
      for (let j = 0; j < m; j++) y.set(j % n_y, j, 1);
      const loss = () => {
        const yhat = denseForward(a, parameters, activation);
        let sum = 0;
        yhat.data.forEach((p, k) => {
          if (y.data[k] === 1) sum -= Math.log(p);
          else if (activation === 'sigmoid') sum -= Math.log(1 - p);
        });
        return sum;
      };
      const dz = denseForward(a, parameters, activation);
      dz.data.forEach((p, k) => (dz.data[k] = p - y.data[k]));
      const rows = gradientCheck(
        loss,
        { ...parameters, a },
        { ...denseBackward(dz, a, parameters) },
      );
      assert.equal(rows.length, 3);
      for (const row of rows)
        assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);
    });
  }
});
