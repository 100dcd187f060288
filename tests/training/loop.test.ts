import assert from 'node:assert/strict';
import { Matrix, sgd, train } from 'unrolled';

// L = ½ (w − target)²
function problem() {
  const w = Matrix.column([0]);
  return {
    w,
    options: {
      parameters: { w },
      optimizer: sgd(0.5),
      gradientsOf: (target: number) => ({
        loss: (w.get(0, 0) - target) ** 2 / 2,
        gradients: { dw: Matrix.column([w.get(0, 0) - target]) },
      }),
    },
  };
}

describe('train', () => {
  it('takes one step a batch and reports each', async () => {
    const { w, options } = problem();
    const steps = [];
    for await (const progress of train({ ...options, batches: [8, 8, 8] })) steps.push(progress);
    assert.deepEqual(
      steps.map(({ step, loss, gradientNorm }) => [step, loss, gradientNorm]),
      [
        [1, 32, 8],
        [2, 8, 4],
        [3, 2, 2],
      ],
    );
    assert.equal(w.get(0, 0), 7);
  });

  it('clips the gradients, and reports their norm before', async () => {
    const { w, options } = problem();
    for await (const { gradientNorm } of train({ ...options, batches: [8], clip: 1 })) {
      assert.equal(gradientNorm, 8);
    }
    assert.equal(w.get(0, 0), 0.5);
  });

  it('stops early, and after a break the model is that of the last whole step', async () => {
    const { w, options } = problem();
    let last = 0;
    const endless = { *[Symbol.iterator]() { for (;;) yield 8; } }; // prettier-ignore
    const until = ({ loss }: { loss: number }) => loss < 3;
    for await (const { step } of train({ ...options, batches: endless, until })) last = step;
    assert.equal(last, 3);
    assert.equal(w.get(0, 0), 7);
    for await (const { step } of train({ ...options, batches: endless })) if (step === 1) break;
    assert.equal(w.get(0, 0), 7.5);
  });

  it('lets timers run between steps', async () => {
    const { options } = problem();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    const batches = Array<number>(200).fill(1);
    for await (const { step } of train({ ...options, batches })) assert.ok(step > 0);
    clearInterval(timer);
    assert.ok(ticks > 0);
  });

  it('says so where the loss is not finite, and keeps the parameters', async () => {
    const { w, options } = problem();
    await assert.rejects(async () => {
      for await (const { step } of train({ ...options, batches: [8, NaN] })) assert.equal(step, 1);
    }, /the loss of step 2 is NaN: lower the rate, or clip gradients/);
    assert.equal(w.get(0, 0), 4);
  });
});
