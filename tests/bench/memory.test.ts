import assert from 'node:assert/strict';
import { bytesAfterSteps, peakOfStep } from './memory.js';

describe('the memory of training', function () {
  this.timeout(60_000);

  it('is at most 30 % more than caches and gradients take', () => {
    // Many steps, as in training: what one step computes besides weighs little then.
    const { caches, gradients, held } = peakOfStep({ units: 64, batch: 32, steps: 50, inputs: 32 });
    const share = held / (caches + gradients);
    assert.ok(share > 0.9 && share < 1.3, `${share}`);
  });

  it('does not grow from step to step', async () => {
    // A matrix that each step forgets to give back would be 2 kB a step.
    const held = await bytesAfterSteps({ units: 32, batch: 16, steps: 5, inputs: 8 }, 1000, 200);
    const growth = Math.min(...held.slice(3)) - Math.min(...held.slice(0, 3));
    assert.ok(growth < 200_000, held.join(', '));
  });
});
