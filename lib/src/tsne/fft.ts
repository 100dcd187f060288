/** The smallest length 2ᵃ 3ᵇ, a ≥ 1, that is not below n: lengths that {@link Fft} can do. */
export function fftLength(n: number): number {
  let best = Infinity;
  for (let three = 1; three < best; three *= 3) {
    let length = 2 * three;
    while (length < n) length *= 2;
    best = Math.min(best, length);
  }
  return best;
}

/**
 * The discrete Fourier transform of several complex signals at once: X[k] = Σ_t x[t] e^{−2πi kt/n}.
 *
 * The signals are interleaved: entry t of signal b is `re[t * batch + b]`, `im[t * batch + b]`. So
 * the innermost loop runs through memory in its own order and uses each root of unity often.
 *
 * @see Stockham's form of the algorithm, which needs no reordering: Van Loan, *Computational
 * Frameworks for the Fast Fourier Transform* (1992), section 1.7
 */
export class Fft {
  readonly re: Float64Array;
  readonly im: Float64Array;
  private readonly spareRe: Float64Array;
  private readonly spareIm: Float64Array;
  /** cos and −sin of 2πk/n */
  private readonly rootRe: Float64Array;
  private readonly rootIm: Float64Array;
  private readonly radices: number[] = [];

  /** @param n 2ᵃ 3ᵇ, see {@link fftLength} */
  constructor(
    readonly n: number,
    readonly batch: number,
  ) {
    let rest = n;
    for (const radix of [4, 3, 2]) {
      for (; rest % radix === 0; rest /= radix) this.radices.push(radix);
    }
    if (rest !== 1)
      throw new RangeError(`Fft: n is ${n}, but must be a product of twos and threes`);
    this.re = new Float64Array(n * batch);
    this.im = new Float64Array(n * batch);
    this.spareRe = new Float64Array(n * batch);
    this.spareIm = new Float64Array(n * batch);
    this.rootRe = Float64Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n));
    this.rootIm = Float64Array.from({ length: n }, (_, k) => -Math.sin((2 * Math.PI * k) / n));
  }

  /** Transforms the signals in `re` and `im`; the result is there too. */
  forward(): void {
    this.transform(this.re, this.im, this.spareRe, this.spareIm);
  }

  /** The inverse times n: Σ_k X[k] e^{2πi kt/n}. Exchanging re and im conjugates on both sides. */
  inverse(): void {
    this.transform(this.im, this.re, this.spareIm, this.spareRe);
  }

  private transform(
    re: Float64Array,
    im: Float64Array,
    spareRe: Float64Array,
    spareIm: Float64Array,
  ): void {
    let from = { re, im };
    let to = { re: spareRe, im: spareIm };
    let length = this.n;
    let stride = this.batch;
    for (const radix of this.radices) {
      const m = length / radix;
      for (let p = 0; p < m; p++) {
        const turn = p * (this.n / length);
        if (radix === 4) this.pass4(from, to, p, m, stride, turn);
        else if (radix === 3) this.pass3(from, to, p, m, stride, turn);
        else this.pass2(from, to, stride);
      }
      [from, to] = [to, from];
      length = m;
      stride *= radix;
    }
    if (from.re !== re) {
      re.set(from.re);
      im.set(from.im);
    }
  }

  // Each pass combines the parts j = 0 … r−1 of its signals into
  //   y[r p + k] = ω_length^{p k} Σ_j x[p + m j] ω_r^{j k},   ω_n = e^{−2πi/n}

  /** A single factor 2 is the last one: the length is 2 then, p is 0, and ω_length^{p k} is 1. */
  private pass2(from: Complex, to: Complex, s: number): void {
    const { re: xr, im: xi } = from;
    const { re: yr, im: yi } = to;
    for (let i0 = 0, i1 = s; i0 < s; i0++, i1++) {
      yr[i0] = xr[i0] + xr[i1];
      yi[i0] = xi[i0] + xi[i1];
      yr[i1] = xr[i0] - xr[i1];
      yi[i1] = xi[i0] - xi[i1];
    }
  }

  private pass3(from: Complex, to: Complex, p: number, m: number, s: number, turn: number): void {
    const { re: xr, im: xi } = from;
    const { re: yr, im: yi } = to;
    const w1r = this.rootRe[turn];
    const w1i = this.rootIm[turn];
    const w2r = this.rootRe[2 * turn];
    const w2i = this.rootIm[2 * turn];
    const half = Math.sqrt(3) / 2;
    let i0 = s * p;
    let i1 = i0 + s * m;
    let i2 = i1 + s * m;
    let o0 = s * 3 * p;
    let o1 = o0 + s;
    let o2 = o1 + s;
    for (let q = 0; q < s; q++, i0++, i1++, i2++, o0++, o1++, o2++) {
      const sr = xr[i1] + xr[i2];
      const si = xi[i1] + xi[i2];
      const dr = half * (xr[i1] - xr[i2]);
      const di = half * (xi[i1] - xi[i2]);
      const mr = xr[i0] - sr / 2;
      const mi = xi[i0] - si / 2;
      yr[o0] = xr[i0] + sr;
      yi[o0] = xi[i0] + si;
      yr[o1] = (mr + di) * w1r - (mi - dr) * w1i;
      yi[o1] = (mr + di) * w1i + (mi - dr) * w1r;
      yr[o2] = (mr - di) * w2r - (mi + dr) * w2i;
      yi[o2] = (mr - di) * w2i + (mi + dr) * w2r;
    }
  }

  private pass4(from: Complex, to: Complex, p: number, m: number, s: number, turn: number): void {
    const { re: xr, im: xi } = from;
    const { re: yr, im: yi } = to;
    const w1r = this.rootRe[turn];
    const w1i = this.rootIm[turn];
    const w2r = this.rootRe[2 * turn];
    const w2i = this.rootIm[2 * turn];
    const w3r = this.rootRe[3 * turn];
    const w3i = this.rootIm[3 * turn];
    let i0 = s * p;
    let i1 = i0 + s * m;
    let i2 = i1 + s * m;
    let i3 = i2 + s * m;
    let o0 = s * 4 * p;
    let o1 = o0 + s;
    let o2 = o1 + s;
    let o3 = o2 + s;
    for (let q = 0; q < s; q++, i0++, i1++, i2++, i3++, o0++, o1++, o2++, o3++) {
      const ar = xr[i0] + xr[i2];
      const ai = xi[i0] + xi[i2];
      const br = xr[i0] - xr[i2];
      const bi = xi[i0] - xi[i2];
      const cr = xr[i1] + xr[i3];
      const ci = xi[i1] + xi[i3];
      const dr = xr[i1] - xr[i3];
      const di = xi[i1] - xi[i3];
      yr[o0] = ar + cr;
      yi[o0] = ai + ci;
      yr[o1] = (br + di) * w1r - (bi - dr) * w1i;
      yi[o1] = (br + di) * w1i + (bi - dr) * w1r;
      yr[o2] = (ar - cr) * w2r - (ai - ci) * w2i;
      yi[o2] = (ar - cr) * w2i + (ai - ci) * w2r;
      yr[o3] = (br - di) * w3r - (bi + dr) * w3i;
      yi[o3] = (br - di) * w3i + (bi + dr) * w3r;
    }
  }
}

interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}
