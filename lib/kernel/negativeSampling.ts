/**
 * Training by negative sampling in AssemblyScript with SIMD: what
 * lib/src/embeddings/negativeSamplingSteps.ts specifies, fast. Addresses are in bytes. Vectors are of
 * f32, a whole number of 16 bytes apart, with zeros in the padding, which stay zeros.
 */
import { sigmoidF32 } from './activations';

/** Where in a record of i32 its parts stand: the number of inputs, the inputs, what is asked. */
const HEAD: usize = 4;

/**
 * A step of gradient descent for each record, one after the other.
 *
 * @param records from where to where; each is n inputs, their n words, the target, the negatives
 * @param asked how many words are asked for: the target and the negatives
 * @param E vectors as inputs, `size` bytes a word
 * @param Theta vectors as words to predict
 * @param h room for the mean of the inputs
 * @param dh room for its gradient
 * @param z room for the answers, a multiple of 16 bytes
 */
export function steps(
  records: usize,
  end: usize,
  asked: usize,
  E: usize,
  Theta: usize,
  size: usize,
  h: usize,
  dh: usize,
  z: usize,
  rate: f32,
): void {
  const words = asked * 4;
  while (records < end) {
    const n = <usize>load<i32>(records);
    const inputs = records + HEAD;
    const target = inputs + n * 4;
    records = target + words;
    // One input is its own mean.
    let mean = h;
    if (n == 1) mean = E + <usize>load<i32>(inputs) * size;
    else average(inputs, n, E, size, h);
    for (let k: usize = 0; k < words; k += 4) {
      store<f32>(z + k, dot(mean, Theta + <usize>load<i32>(target + k) * size, size));
    }
    sigmoidF32(z, (words + 15) & ~15);
    store<f32>(z, load<f32>(z) - 1);
    memory.fill(dh, 0, size);
    for (let k: usize = 0; k < words; k += 4) {
      const step = f32x4.splat(-rate * load<f32>(z + k));
      const theta = Theta + <usize>load<i32>(target + k) * size;
      descend(step, theta, mean, dh, size);
    }
    const share = f32x4.splat(1 / <f32>n);
    for (let i: usize = 0; i < n * 4; i += 4) {
      addScaled(share, dh, E + <usize>load<i32>(inputs + i) * size, size);
    }
  }
}

/** u·v */
function dot(u: usize, v: usize, size: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < size; at += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(u + at), v128.load(v + at)));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

/** dh ← dh + step · θ, θ ← θ + step · h */
function descend(step: v128, theta: usize, h: usize, dh: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += 16) {
    const old = v128.load(theta + at);
    v128.store(dh + at, f32x4.add(v128.load(dh + at), f32x4.mul(step, old)));
    v128.store(theta + at, f32x4.add(old, f32x4.mul(step, v128.load(h + at))));
  }
}

/** v ← v + share · u */
function addScaled(share: v128, u: usize, v: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += 16) {
    v128.store(v + at, f32x4.add(v128.load(v + at), f32x4.mul(share, v128.load(u + at))));
  }
}

/** h ← the mean of the n vectors */
function average(inputs: usize, n: usize, E: usize, size: usize, h: usize): void {
  memory.fill(h, 0, size);
  const share = f32x4.splat(1 / <f32>n);
  for (let i: usize = 0; i < n * 4; i += 4) {
    addScaled(share, E + <usize>load<i32>(inputs + i) * size, h, size);
  }
}
