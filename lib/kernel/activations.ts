/**
 * tanh, σ and softmax of Float32 entries, four at a time: what lib/src/tensor/activations.ts
 * specifies. Each tanh, σ and eˣ is within 3·10⁻⁷ of the exact value.
 */

/** In place; `bytes` is a multiple of 16. */
export function tanhF32(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, tanh(v128.load(at)));
}

export function sigmoidF32(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, sigmoid(v128.load(at)));
}

/**
 * softmax of each column of z, `[rows, cols]` with at least four columns, and for each column its
 * largest entry and the sum of eᶻ⁻ˡᵃʳᵍᵉˢᵗ. Four columns at a time, the last ones first: a vector that
 * sticks out of its row spoils only the beginning of the next row, which is written later. All four
 * addresses need 12 bytes of room beyond their end.
 */
export function softmaxF32(
  z: usize,
  yhat: usize,
  largest: usize,
  sums: usize,
  rows: usize,
  cols: usize,
): void {
  const stride = cols * sizeof<f32>();
  const size = rows * stride;
  for (let left = (stride - 1) & ~15; ; left -= 16) {
    let top = f32x4.splat(-Infinity);
    for (let at = left; at < size; at += stride) top = f32x4.max(top, v128.load(z + at));
    let sum = f32x4.splat(0);
    for (let at = left; at < size; at += stride) {
      const power = exp(f32x4.sub(v128.load(z + at), top));
      v128.store(yhat + at, power);
      sum = f32x4.add(sum, power);
    }
    for (let at = left; at < size; at += stride) {
      v128.store(yhat + at, f32x4.div(v128.load(yhat + at), sum));
    }
    v128.store(largest + left, top);
    v128.store(sums + left, sum);
    if (left == 0) return;
  }
}

/** 1 / (1 + e⁻ᶻ) */
function sigmoid(z: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(z))));
}

/**
 * 1 − 2 / (e²ᶻ + 1). Near 0, where that cancels, the odd polynomial of Moshier's *Cephes* (tanhf).
 */
function tanh(z: v128): v128 {
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp(f32x4.add(z, z)), one)));
  const square = f32x4.mul(z, z);
  let p = f32x4.splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(z, f32x4.mul(f32x4.mul(p, square), z));
  return v128.bitselect(near, far, f32x4.lt(f32x4.abs(z), f32x4.splat(0.625)));
}

/**
 * eˣ = 2ⁿ eʳ, where n is the whole number nearest to x / ln 2 and |r| ≤ ln 2 / 2; eʳ by the
 * polynomial of Moshier's *Cephes* (expf). Beyond ±87, where 2ⁿ would leave Float32, as at ±87.
 */
function exp(x: v128): v128 {
  // With the operands in this order a NaN stays one.
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(87)), f32x4.splat(-87));
  // So large a number leaves no room for a fraction: the sum is rounded, and n stands in its last bits.
  const large = f32x4.splat(12582912);
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950408889634)), large);
  const n = f32x4.sub(shifted, large);
  // ln 2 in two parts, the first with so few digits that n times it is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  // Times 2ⁿ: the exponent stands from bit 23 on.
  return i32x4.add(p, i32x4.shl(shifted, 23));
}
