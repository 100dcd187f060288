/**
 * Training by negative sampling in AssemblyScript with SIMD: what
 * lib/src/embeddings/negativeSamplingSteps.ts specifies, fast. Addresses are in bytes. Vectors are of
 * f32, a whole number of 32 bytes apart, with zeros in the padding, which stay zeros.
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
 * @param zero a vector of zeros
 * @param z room for the answers, a multiple of 16 bytes
 */
export function negativeSamplingSteps(
  records: usize,
  end: usize,
  asked: usize,
  E: usize,
  Theta: usize,
  size: usize,
  h: usize,
  dh: usize,
  zero: usize,
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
    // Two words at a time: so each part of h and dh is loaded once for both.
    for (let k: usize = 0; k < words; k += 8) {
      const first = Theta + <usize>load<i32>(target + k) * size;
      const second = k + 4 < words ? Theta + <usize>load<i32>(target + k + 4) * size : zero;
      dots(mean, first, second, size, z + k);
    }
    sigmoidF32(z, (words + 15) & ~15);
    store<f32>(z, load<f32>(z) - 1);
    memory.fill(dh, 0, size);
    for (let k: usize = 0; k < words; k += 8) {
      const first = Theta + <usize>load<i32>(target + k) * size;
      const hasTwo = k + 4 < words;
      const second = hasTwo ? Theta + <usize>load<i32>(target + k + 4) * size : zero;
      const secondStep = hasTwo ? -rate * load<f32>(z + k + 4) : 0;
      descend(-rate * load<f32>(z + k), first, secondStep, second, mean, dh, size);
    }
    const share = f32x4.splat(1 / <f32>n);
    for (let i: usize = 0; i < n * 4; i += 4) {
      addScaled(share, dh, E + <usize>load<i32>(inputs + i) * size, size);
    }
  }
}

/** z ← θ₁·h, θ₂·h. Each in two sums, so that no addition waits for the last one. */
function dots(h: usize, theta1: usize, theta2: usize, size: usize, z: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let at: usize = 0; at < size; at += 32) {
    const h0 = v128.load(h + at);
    const h1 = v128.load(h + at, 16);
    a = f32x4.add(a, f32x4.mul(h0, v128.load(theta1 + at)));
    b = f32x4.add(b, f32x4.mul(h1, v128.load(theta1 + at, 16)));
    c = f32x4.add(c, f32x4.mul(h0, v128.load(theta2 + at)));
    d = f32x4.add(d, f32x4.mul(h1, v128.load(theta2 + at, 16)));
  }
  store<f32>(z, sum(f32x4.add(a, b)));
  store<f32>(z + 4, sum(f32x4.add(c, d)));
}

function sum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** dh ← dh + step₁ θ₁ + step₂ θ₂, and θ ← θ + step · h for both, which may be the same one. */
function descend(
  step1: f32,
  theta1: usize,
  step2: f32,
  theta2: usize,
  h: usize,
  dh: usize,
  size: usize,
): void {
  const first = f32x4.splat(step1);
  const second = f32x4.splat(step2);
  for (let at: usize = 0; at < size; at += 16) {
    const part = v128.load(h + at);
    const old1 = v128.load(theta1 + at);
    v128.store(theta1 + at, f32x4.add(old1, f32x4.mul(first, part)));
    const old2 = v128.load(theta2 + at);
    v128.store(theta2 + at, f32x4.add(old2, f32x4.mul(second, part)));
    const change = f32x4.add(f32x4.mul(first, old1), f32x4.mul(second, old2));
    v128.store(dh + at, f32x4.add(v128.load(dh + at), change));
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
