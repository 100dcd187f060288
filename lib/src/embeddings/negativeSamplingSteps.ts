import { loadedKernel } from '../tensor/kernel';
import { newKernelInstance, type KernelMemory } from '../tensor/kernelInstance';

/**
 * Stochastic gradient descent on the loss of negative sampling, one example after the other: the
 * loop in which word2vec spends its time. Vectors are rows here, so that each is one stretch of
 * memory, `stride` numbers apart.
 */
export interface NegativeSamplingSteps {
  /** Vectors as inputs: that of word w begins at w · stride. */
  readonly E: Float32Array;
  /** Vectors as words to predict. */
  readonly Theta: Float32Array;
  readonly stride: number;
  /**
   * Examples to learn from, to be filled in. Each is how many inputs it has, the inputs, the target,
   * and the negatives, none of which is the target.
   */
  readonly records: Int32Array;
  /** Takes a step for each example among the first `length` numbers of records. */
  run(length: number, rate: number): void;
}

/** What {@link NegativeSamplingSteps} must have room for. */
export interface StepsSize {
  /** V */
  readonly words: number;
  /** n_e */
  readonly dimension: number;
  /** 1 + the number of negatives */
  readonly asked: number;
  /** How long records may be. */
  readonly records: number;
}

/** With SIMD where this machine has it, else in plain TypeScript, which does the same. */
export function negativeSamplingSteps(size: StepsSize): NegativeSamplingSteps {
  return kernelSteps(size) ?? readableSteps(size);
}

/** What a step is. The kernel is tested against it. */
export function readableSteps({ words, dimension, asked, records }: StepsSize): Steps {
  const steps = {
    E: new Float32Array(words * dimension),
    Theta: new Float32Array(words * dimension),
    stride: dimension,
    records: new Int32Array(records),
  };
  const h = new Float32Array(dimension);
  const dh = new Float32Array(dimension);
  const z = new Float32Array(asked);
  return {
    ...steps,
    run(length, rate) {
      for (let at = 0; at < length; at += 1 + steps.records[at] + asked) {
        step(steps, at, asked, rate, { h, dh, z });
      }
    },
  };
}

type Steps = NegativeSamplingSteps;

/** One example: inputs' mean h → z_k = θ_k·h → dz → dh and θ → inputs. */
function step(
  { E, Theta, stride, records }: Omit<Steps, 'run'>,
  at: number,
  asked: number,
  rate: number,
  { h, dh, z }: { h: Float32Array; dh: Float32Array; z: Float32Array },
): void {
  const inputs = records.subarray(at + 1, at + 1 + records[at]);
  const words = records.subarray(at + 1 + records[at], at + 1 + records[at] + asked);
  h.fill(0);
  for (const word of inputs) {
    for (let i = 0; i < stride; i++) h[i] += E[word * stride + i] / inputs.length;
  }
  for (let k = 0; k < asked; k++) {
    let sum = 0;
    for (let i = 0; i < stride; i++) sum += Theta[words[k] * stride + i] * h[i];
    z[k] = sum;
  }
  dh.fill(0);
  for (let k = 0; k < asked; k++) {
    // ∂(−log σ(z))/∂z = σ(z) − 1 for the target, ∂(−log σ(−z))/∂z = σ(z) for the noise
    const dz = 1 / (1 + Math.exp(-z[k])) - (k === 0 ? 1 : 0);
    for (let i = 0, j = words[k] * stride; i < stride; i++, j++) {
      dh[i] += dz * Theta[j];
      Theta[j] -= rate * dz * h[i];
    }
  }
  for (const word of inputs) {
    for (let i = 0; i < stride; i++) E[word * stride + i] -= (rate * dh[i]) / inputs.length;
  }
}

/** The same in lib/kernel/negativeSampling.ts; undefined where there is no SIMD. */
export function kernelSteps({ words, dimension, asked, records }: StepsSize): Steps | undefined {
  if (loadedKernel() === undefined) return undefined;
  // Not that kernel's own memory: these vectors stay where they are while it works on others.
  const { memory, negativeSamplingSteps: run } = newKernelInstance() as KernelExports;
  const stride = Math.ceil(dimension / 8) * 8;
  let end = memory.buffer.byteLength;
  // Everything begins where a line of the cache does.
  const reserve = (bytes: number) => {
    const address = end;
    end += Math.ceil(bytes / 64) * 64;
    return address;
  };
  const size = 4 * stride;
  const [atE, atTheta] = [reserve(words * size), reserve(words * size)];
  const [atRecords, atH, atDh, atZero] = [4 * records, size, size, size].map(reserve);
  const atZ = reserve(4 * asked + 16);
  try {
    memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
  } catch (cause) {
    throw new RangeError(
      `the vectors of ${words} words are too large for this process: with ${dimension} dimensions ` +
        `they take ${Math.ceil(end / 2 ** 20)} MiB`,
      { cause },
    );
  }
  return {
    E: new Float32Array(memory.buffer, atE, words * stride),
    Theta: new Float32Array(memory.buffer, atTheta, words * stride),
    stride,
    records: new Int32Array(memory.buffer, atRecords, records),
    run(length, rate) {
      const last = atRecords + 4 * length;
      run(atRecords, last, asked, atE, atTheta, size, atH, atDh, atZero, atZ, rate);
    },
  };
}

/** WebAssembly's memory grows by pages. */
const PAGE = 2 ** 16;

interface KernelExports {
  readonly memory: KernelMemory;
  readonly negativeSamplingSteps: (...numbers: number[]) => void;
}

/** So many examples are enough to estimate the loss from. */
const LOSS_EXAMPLES = 500;

/** The mean loss of the first few hundred examples among `length` numbers of records, in nats. */
export function meanLoss(
  { E, Theta, stride, records }: NegativeSamplingSteps,
  asked: number,
  length: number,
): number {
  let [sum, examples] = [0, 0];
  for (let at = 0; at < length && examples < LOSS_EXAMPLES; at += 1 + records[at] + asked) {
    const inputs = records.subarray(at + 1, at + 1 + records[at]);
    const words = records.subarray(at + 1 + records[at], at + 1 + records[at] + asked);
    words.forEach((word, k) => {
      let z = 0;
      for (const input of inputs) {
        for (let i = 0; i < stride; i++) {
          z += (Theta[word * stride + i] * E[input * stride + i]) / inputs.length;
        }
      }
      // −log σ(z) for the target, −log σ(−z) for the noise
      sum += Math.log1p(Math.exp(k === 0 ? -z : z));
    });
    examples++;
  }
  return sum / examples;
}
