/**
 * `npx tsx tests/bench/training-memory.ts`: what a training step of an LSTM holds at most, beside what
 * backpropagation through time can't do without; and whether 10,000 steps leave memory as it was.
 */
import { bytesAfterSteps, peakOfStep } from './memory.js';

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

for (const sizes of [
  { units: 128, batch: 32, steps: 50, inputs: 64 },
  { units: 64, batch: 32, steps: 200, inputs: 32 },
]) {
  const { caches, gradients, held } = peakOfStep(sizes);
  console.log(
    `${sizes.units} units, batch ${sizes.batch}, T ${sizes.steps}, ${sizes.inputs} inputs: ` +
      `one step holds ${mebibytes(held)}: ${percent(held / (caches + gradients))} of the caches ` +
      `(${mebibytes(caches)}) and the gradients (${mebibytes(gradients)}) that it needs`,
  );
}

const [STEPS, EVERY] = [10_000, 1000];
const held = await bytesAfterSteps({ units: 32, batch: 8, steps: 10, inputs: 16 }, STEPS, EVERY);
console.log(`held after every ${EVERY} of ${STEPS} steps: ${held.map(mebibytes).join(', ')}`);
console.log(`resident: ${mebibytes(process.memoryUsage.rss())}`);
