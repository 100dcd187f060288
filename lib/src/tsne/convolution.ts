import { Fft } from './fft';

/** How many signals are transformed at once: enough for long inner loops, and they stay in cache. */
const BATCH = 8;

/**
 * The convolution of a square grid with a kernel, (K ∗ g)[i, j] = Σ_{k,l} K(i − k, j − l) g[k, l],
 * by the fast Fourier transform: products of spectra instead of sums over all pairs of nodes.
 *
 * The grid fills a quarter of the M × M nodes that are transformed, so that its copies, which a
 * discrete transform implies, are too far away to be felt. Zeros are not transformed, and as the
 * grid is real, half of its spectrum determines the other half.
 *
 * @see Linderman et al., *Fast interpolation-based t-SNE for improved visualization of single-cell
 * RNA-seq data* (2019)
 */
export class GridConvolution {
  /** The grid's nodes along each side. */
  readonly n: number;
  private readonly fft: Fft;
  /** The kernel's spectrum, real as the kernel is even: [k_y, k_x] from 0 to M/2 both. */
  private readonly spectrum: Float64Array;
  /** The grid's spectrum along x alone: [k_x, y] for k_x from 0 to M/2, y from 0 to n − 1. */
  private readonly halfRe: Float64Array;
  private readonly halfIm: Float64Array;

  /**
   * @param M nodes along each side of what is transformed: 2ᵃ 3ᵇ, even
   * @param kernel K(i, j), even in both
   * @param weight a factor of the spectrum at ±k along either axis
   */
  constructor(
    readonly M: number,
    kernel: (i: number, j: number) => number,
    weight: (k: number) => number,
  ) {
    this.n = M / 2;
    this.fft = new Fft(M, BATCH);
    const columns = M / 2 + 1;
    this.halfRe = new Float64Array(columns * this.n);
    this.halfIm = new Float64Array(columns * this.n);
    this.spectrum = this.transformKernel(kernel);
    const weights = Float64Array.from({ length: columns }, (_, k) => weight(k));
    for (let ky = 0; ky < columns; ky++) {
      for (let kx = 0; kx < columns; kx++) {
        // The two inverse transforms leave out their factors 1/M.
        this.spectrum[ky * columns + kx] *= (weights[kx] * weights[ky]) / (M * M);
      }
    }
  }

  /** Replaces the grid [y, x], `n * n` entries, by its convolution with the kernel. */
  apply(grid: Float64Array): void {
    for (let row = 0; row < this.n; row += 2 * BATCH) this.transformRows(grid, row);
    for (let kx = 0; kx <= this.M / 2; kx += BATCH) this.convolveColumns(kx);
    for (let row = 0; row < this.n; row += 2 * BATCH) this.restoreRows(grid, row);
  }

  /** Two real rows are transformed as one complex signal, re + i im. */
  private transformRows(grid: Float64Array, firstRow: number): void {
    const { M, n, halfRe, halfIm } = this;
    const { re, im } = this.fft;
    re.fill(0);
    im.fill(0);
    const pairs = Math.min(BATCH, Math.ceil((n - firstRow) / 2));
    for (let b = 0; b < pairs; b++) {
      const row = firstRow + 2 * b;
      for (let x = 0; x < n; x++) re[x * BATCH + b] = grid[row * n + x];
      if (row + 1 < n) for (let x = 0; x < n; x++) im[x * BATCH + b] = grid[(row + 1) * n + x];
    }
    this.fft.forward();
    // The spectrum of a real row is even in its real part, odd in its imaginary part.
    for (let kx = 0; kx <= M / 2; kx++) {
      const there = kx * BATCH;
      const mirrored = ((M - kx) % M) * BATCH;
      for (let b = 0; b < pairs; b++) {
        const place = kx * n + firstRow + 2 * b;
        halfRe[place] = (re[there + b] + re[mirrored + b]) / 2;
        halfIm[place] = (im[there + b] - im[mirrored + b]) / 2;
        if (firstRow + 2 * b + 1 === n) continue;
        halfRe[place + 1] = (im[there + b] + im[mirrored + b]) / 2;
        halfIm[place + 1] = (re[mirrored + b] - re[there + b]) / 2;
      }
    }
  }

  private convolveColumns(firstKx: number): void {
    const { M, n, halfRe, halfIm, spectrum } = this;
    const { re, im } = this.fft;
    const columns = M / 2 + 1;
    const count = Math.min(BATCH, columns - firstKx);
    re.fill(0);
    im.fill(0);
    for (let b = 0; b < count; b++) {
      const column = (firstKx + b) * n;
      for (let y = 0; y < n; y++) {
        re[y * BATCH + b] = halfRe[column + y];
        im[y * BATCH + b] = halfIm[column + y];
      }
    }
    this.fft.forward();
    for (let ky = 0; ky < M; ky++) {
      const row = Math.min(ky, M - ky) * columns;
      for (let b = 0; b < count; b++) {
        const factor = spectrum[row + firstKx + b];
        re[ky * BATCH + b] *= factor;
        im[ky * BATCH + b] *= factor;
      }
    }
    this.fft.inverse();
    for (let b = 0; b < count; b++) {
      const column = (firstKx + b) * n;
      for (let y = 0; y < n; y++) {
        halfRe[column + y] = re[y * BATCH + b];
        halfIm[column + y] = im[y * BATCH + b];
      }
    }
  }

  /** The way back of {@link transformRows}: the spectrum of row + i (next row), then the inverse. */
  private restoreRows(grid: Float64Array, firstRow: number): void {
    const { M, n, halfRe, halfIm } = this;
    const { re, im } = this.fft;
    const pairs = Math.min(BATCH, Math.ceil((n - firstRow) / 2));
    for (let kx = 0; kx <= M / 2; kx++) {
      const there = kx * BATCH;
      const mirrored = ((M - kx) % M) * BATCH;
      for (let b = 0; b < pairs; b++) {
        const place = kx * n + firstRow + 2 * b;
        const hasNext = firstRow + 2 * b + 1 < n;
        const nextRe = hasNext ? halfRe[place + 1] : 0;
        const nextIm = hasNext ? halfIm[place + 1] : 0;
        re[mirrored + b] = halfRe[place] + nextIm;
        im[mirrored + b] = nextRe - halfIm[place];
        re[there + b] = halfRe[place] - nextIm;
        im[there + b] = nextRe + halfIm[place];
      }
    }
    this.fft.inverse();
    for (let b = 0; b < pairs; b++) {
      const row = firstRow + 2 * b;
      for (let x = 0; x < n; x++) grid[row * n + x] = re[x * BATCH + b];
      if (row + 1 < n) for (let x = 0; x < n; x++) grid[(row + 1) * n + x] = im[x * BATCH + b];
    }
  }

  /** An even kernel has a real and even spectrum, so two signals fit in one without being mixed. */
  private transformKernel(kernel: (i: number, j: number) => number): Float64Array {
    const { M } = this;
    const columns = M / 2 + 1;
    const values = new Float64Array(columns * columns);
    for (let j = 0; j < columns; j++) {
      for (let i = 0; i < columns; i++) values[j * columns + i] = kernel(i, j);
    }
    return this.transformEven(this.transformEven(values));
  }

  /** Transforms each row of (M/2 + 1)², the half of an even signal; returns the result transposed. */
  private transformEven(values: Float64Array): Float64Array {
    const { M } = this;
    const { re, im } = this.fft;
    const columns = M / 2 + 1;
    const result = new Float64Array(columns * columns);
    for (let first = 0; first < columns; first += 2 * BATCH) {
      const rows = Math.min(2 * BATCH, columns - first);
      for (let x = 0; x < M; x++) {
        const folded = Math.min(x, M - x);
        for (let r = 0; r < rows; r++) {
          const part = r % 2 === 0 ? re : im;
          part[x * BATCH + (r >> 1)] = values[(first + r) * columns + folded];
        }
      }
      this.fft.forward();
      for (let k = 0; k < columns; k++) {
        for (let r = 0; r < rows; r++) {
          const part = r % 2 === 0 ? re : im;
          result[k * columns + first + r] = part[k * BATCH + (r >> 1)];
        }
      }
    }
    return result;
  }
}
