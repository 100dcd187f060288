import assert from 'node:assert/strict';
import { Random } from 'unrolled';
import { GridConvolution } from '../../lib/src/tsne/convolution.js';
import { Fft, fftLength } from '../../lib/src/tsne/fft.js';

describe('Fft', () => {
  for (const n of [1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 54, 64]) {
    it(`is the sum that defines it, for n = ${n}, and its inverse leads back`, () => {
      const batch = 3;
      const random = new Random(n);
      const fft = new Fft(n, batch);
      for (let k = 0; k < n * batch; k++) {
        fft.re[k] = random.normal();
        fft.im[k] = random.normal();
      }
      const [re, im] = [fft.re.slice(), fft.im.slice()];
      fft.forward();
      for (let b = 0; b < batch; b++) {
        for (let k = 0; k < n; k++) {
          let [sumRe, sumIm] = [0, 0];
          for (let t = 0; t < n; t++) {
            const [c, s] = [
              Math.cos((2 * Math.PI * k * t) / n),
              Math.sin((2 * Math.PI * k * t) / n),
            ];
            sumRe += re[t * batch + b] * c + im[t * batch + b] * s;
            sumIm += im[t * batch + b] * c - re[t * batch + b] * s;
          }
          assert.ok(Math.abs(fft.re[k * batch + b] - sumRe) < 1e-11);
          assert.ok(Math.abs(fft.im[k * batch + b] - sumIm) < 1e-11);
        }
      }
      fft.inverse();
      re.forEach((value, k) => assert.ok(Math.abs(fft.re[k] / n - value) < 1e-13));
      im.forEach((value, k) => assert.ok(Math.abs(fft.im[k] / n - value) < 1e-13));
    });
  }

  it('chooses the next length that it can do', () => {
    assert.deepEqual(
      [1, 2, 5, 6, 7, 9, 13, 17, 25, 100, 513].map(fftLength),
      [2, 2, 6, 6, 8, 12, 16, 18, 32, 108, 576],
    );
    assert.throws(() => new Fft(10, 1), /n is 10, but must be a product of twos and threes/);
  });
});

describe('GridConvolution', () => {
  // Odd and even numbers of rows, fewer and more than are transformed at once.
  for (const M of [2, 6, 12, 54, 96]) {
    it(`is the sum over all nodes, for a grid of ${M / 2} × ${M / 2}`, () => {
      const kernel = (i: number, j: number) => 1 / (1 + 0.3 * i * i + 0.2 * j * j);
      const convolution = new GridConvolution(M, kernel, () => 1);
      const { n } = convolution;
      assert.equal(n, M / 2);
      const random = new Random(M);
      const grid = Float64Array.from({ length: n * n }, () => random.normal());
      const result = grid.slice();
      convolution.apply(result);
      for (let trial = 0; trial < 20; trial++) {
        const [x, y] = [random.integer(0, n - 1), random.integer(0, n - 1)];
        let sum = 0;
        for (let j = 0; j < n; j++) {
          for (let i = 0; i < n; i++) sum += kernel(x - i, y - j) * grid[j * n + i];
        }
        assert.ok(Math.abs(result[y * n + x] - sum) < 1e-11);
      }
    });
  }

  it('weighs the frequencies of both axes', () => {
    // Only frequency 0 is left of the kernel δ, so the result is the mean over all M × M nodes.
    const delta = (i: number, j: number) => (i === 0 && j === 0 ? 1 : 0);
    const convolution = new GridConvolution(6, delta, (k) => (k === 0 ? 1 : 0));
    const grid = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    convolution.apply(grid);
    for (const value of grid) assert.ok(Math.abs(value - 45 / 36) < 1e-14);
  });
});
