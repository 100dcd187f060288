/** What training holds in memory: measured by `npx tsx tests/bench/training-memory.ts`, and tested. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  adam,
  initializeLstm,
  lstmCell,
  Matrix,
  Random,
  train,
  unrollBackward,
  unrollForward,
} from 'unrolled';
import { meanSquaredErrorGradient, sequences, type Sizes } from './benchmarks/recurrent.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many bytes the program holds on to: what is left in the heap and in typed arrays. */
function bytesHeld(): number {
  // The second round waits until the memory of the first one's arrays has been given back.
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * The most bytes that one Adam step of an LSTM holds at a time, besides data, parameters and the
 * optimizer's own memory; and what backpropagation through time can't do without: of every step
 * Γ_u, Γ_f, Γ_o, c̃<t>, c<t>, tanh c<t> and a<t> (the caches), and the gradients ∂L/∂a<t>, ∂L/∂x<t>
 * and those of the parameters.
 */
export function peakOfStep(sizes: Sizes): { caches: number; gradients: number; held: number } {
  const { units, batch, steps, inputs } = sizes;
  let most = 0;
  // All that the way forward leaves behind is still held on the way back.
  const watched: typeof lstmCell = {
    forward: (...given) => lstmCell.forward(...given),
    backward: (...given) => {
      const result = lstmCell.backward(...given);
      most = Math.max(most, bytesHeld());
      return result;
    },
  };
  const { parameters, gradientsOf } = lstm(sizes, watched);
  const optimizer = adam();
  const step = () => optimizer.update(parameters, gradientsOf());
  // Once for the optimizer's memory, and for what the engine makes of code that it has seen.
  step();
  const before = bytesHeld();
  most = before;
  step();
  const entries = (count: number) => count * Float32Array.BYTES_PER_ELEMENT;
  return {
    caches: entries(7 * steps * units * batch),
    gradients: entries(steps * (units + inputs) * batch + 4 * units * (units + inputs + 1)),
    held: most - before,
  };
}

/** How many bytes are held after every so many of these training steps. */
export async function bytesAfterSteps(
  sizes: Sizes,
  steps: number,
  every: number,
): Promise<number[]> {
  const { parameters, gradientsOf } = lstm(sizes, lstmCell);
  const training = train({
    parameters,
    batches: Array<undefined>(steps).fill(undefined),
    gradientsOf: () => ({ loss: 0, gradients: gradientsOf() }),
    optimizer: adam(),
    clip: 1,
  });
  const held: number[] = [];
  for await (const { step } of training) if (step % every === 0) held.push(bytesHeld());
  return held;
}

/** An LSTM, and its gradients of the mean squared error of all its activations. */
function lstm(sizes: Sizes, cell: typeof lstmCell) {
  const { x, y } = sequences(sizes);
  const parameters = initializeLstm(sizes.inputs, sizes.units, new Random(1), { dtype: 'float32' });
  const zeros = Matrix.zeros(sizes.units, sizes.batch, 'float32');
  const gradientsOf = () => {
    const unrolled = unrollForward(cell, x, { a: zeros, c: zeros }, parameters);
    const a = unrolled.states.map((state) => state.a);
    return unrollBackward(cell, unrolled, meanSquaredErrorGradient(a, y)).gradients;
  };
  return { parameters, gradientsOf };
}
