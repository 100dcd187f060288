import type { Matrix } from '../tensor/matrix';
import type { SparseAffinities } from './affinities';
import { GridConvolution } from './convolution';
import { fftLength } from './fft';
import { type Repulsion, sparseObjective } from './objective';

/** The widest spacing of the grid's nodes; w = 1 / (1 + r²) changes over a distance of about 1. */
const SPACING = 0.5;
/** A small map gets a finer grid, with at least so many nodes along its longer side. */
const FEWEST_NODES = 24;
/** A finished map of a million points is about 300 wide; one of 1,000 has flown apart. */
const WIDEST = 1000;
/** Each point touches so many nodes along either axis: B-splines of degree ORDER − 1. Even. */
const ORDER = 6;

/**
 * The gradient of the Kullback–Leibler divergence with the repulsion read off a grid: O(N) for the
 * points, and for the grid O(A log A), where A is the area of the map.
 *
 * @param Y `[2, N]`, one column a point
 * @returns the gradient, `[2, N]`; its repulsive part within 1 % where the map is dense
 * @throws RangeError where Y is not `[2, N]`, or more than 1,000 wide
 * @see Linderman et al., *Fast interpolation-based t-SNE for improved visualization of single-cell
 * RNA-seq data* (2019)
 */
export function interpolationGradient(P: SparseAffinities, Y: Matrix, exaggeration = 1): Matrix {
  const repulsion = interpolationRepulsion();
  return sparseObjective(P, repulsion, repulsion).gradient(Y, exaggeration);
}

/**
 * {@link Repulsion} that keeps its grid from one map to the next while the map fits it.
 *
 * Repulsion has a potential φ(y) = Σ_j 1 / (1 + ‖y − y_j‖²), whose slope is the force,
 *
 *     Σ_j w_ij² (y_i − y_j) = −½ ∇φ(y_i),   and   Z = Σ_i (φ(y_i) − 1).
 *
 * So one convolution does: spread the points over the nodes near them, convolve the grid with
 * 1 / (1 + r²), and read value and slope where the points are. Linderman et al. interpolate by
 * polynomials and convolve three times and more; with smooth splines on both ways, whose blur the
 * spectrum is freed from, a coarser grid and one convolution are as exact (Essmann et al., *A
 * Smooth Particle Mesh Ewald Method*, 1995).
 *
 * @returns a function that throws RangeError where the map is more than 1,000 wide
 */
export function interpolationRepulsion(): Repulsion {
  let convolution: GridConvolution | undefined;
  let spacing = NaN;
  let grid = new Float64Array(0);
  return (Y, forces) => {
    const N = Y.cols;
    const xs = Y.data.subarray(0, N);
    const ys = Y.data.subarray(N, 2 * N);
    const box = boxAround(xs, ys);
    if (box.span === 0) {
      forces.fill(0);
      return N * (N - 1);
    }
    if (box.span > WIDEST) {
      throw new RangeError(
        `t-SNE: the map is ${Math.round(box.span)} wide, but only ${WIDEST} fit on the grid: ` +
          'lower the learning rate, or start from a smaller map',
      );
    }
    // Halved until there are nodes enough, so that a growing map changes it seldom.
    const halvings = Math.max(0, Math.ceil(Math.log2((FEWEST_NODES * SPACING) / box.span)));
    const wanted = SPACING / 2 ** halvings;
    const nodes = Math.ceil(box.span / wanted) + ORDER + 1;
    if (convolution === undefined || wanted !== spacing || nodes > convolution.n) {
      spacing = wanted;
      convolution = convolutionFor(nodes, spacing);
      grid = new Float64Array(convolution.n ** 2);
    }
    // In units of the spacing, counted from a node so far left that all splines lie on the grid.
    const place = (y: number, from: number) => (y - from) / spacing + ORDER - 1;
    const { n } = convolution;
    const spline = { x: new Float64Array(ORDER), y: new Float64Array(ORDER) };
    const slope = { x: new Float64Array(ORDER), y: new Float64Array(ORDER) };

    grid.fill(0);
    for (let i = 0; i < N; i++) {
      const column = evaluateSplines(place(xs[i], box.left), spline.x, slope.x);
      const row = evaluateSplines(place(ys[i], box.bottom), spline.y, slope.y);
      for (let a = 0; a < ORDER; a++) {
        const start = (row + a) * n + column;
        for (let b = 0; b < ORDER; b++) grid[start + b] += spline.y[a] * spline.x[b];
      }
    }
    convolution.apply(grid);
    let Z = 0;
    for (let i = 0; i < N; i++) {
      const column = evaluateSplines(place(xs[i], box.left), spline.x, slope.x);
      const row = evaluateSplines(place(ys[i], box.bottom), spline.y, slope.y);
      let [phi, slopeX, slopeY] = [0, 0, 0];
      for (let a = 0; a < ORDER; a++) {
        const start = (row + a) * n + column;
        let [alongX, slopeAlongX] = [0, 0];
        for (let b = 0; b < ORDER; b++) {
          alongX += spline.x[b] * grid[start + b];
          slopeAlongX += slope.x[b] * grid[start + b];
        }
        phi += spline.y[a] * alongX;
        slopeX += spline.y[a] * slopeAlongX;
        slopeY += slope.y[a] * alongX;
      }
      Z += phi - 1;
      forces[i] = -slopeX / (2 * spacing);
      forces[N + i] = -slopeY / (2 * spacing);
    }
    return Z;
  };
}

function convolutionFor(nodes: number, spacing: number): GridConvolution {
  const M = fftLength(2 * nodes);
  const kernel = (i: number, j: number) => 1 / (1 + spacing * spacing * (i * i + j * j));
  return new GridConvolution(M, kernel, (k) => 1 / squaredSplineSpectrum(k / M));
}

function boxAround(xs: Matrix['data'], ys: Matrix['data']) {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] < left) left = xs[i];
    if (xs[i] > right) right = xs[i];
    if (ys[i] < bottom) bottom = ys[i];
    if (ys[i] > top) top = ys[i];
  }
  return { left, bottom, span: Math.max(right - left, top - bottom) };
}

/**
 * The B-splines M(u − m) of the nodes m = first … first + ORDER − 1 that reach u, and their slopes.
 * A spline of order k is a weighted mean of two of order k − 1 (Cox and de Boor).
 * @returns first
 */
function evaluateSplines(u: number, spline: Float64Array, slope: Float64Array): number {
  const last = Math.floor(u);
  const t = u - last;
  // From the last node backwards the arguments are t, t + 1, t + 2, …
  spline[ORDER - 1] = 1;
  for (let order = 2; order <= ORDER; order++) {
    const end = ORDER - order;
    if (order === ORDER) {
      // M'_k(v) = M_{k−1}(v) − M_{k−1}(v − 1)
      slope[0] = -spline[1];
      for (let a = 1; a < ORDER - 1; a++) slope[a] = spline[a] - spline[a + 1];
      slope[ORDER - 1] = spline[ORDER - 1];
    }
    // M_k(v) = (v M_{k−1}(v) + (k − v) M_{k−1}(v − 1)) / (k − 1)
    spline[end] = ((1 - t) * spline[end + 1]) / (order - 1);
    for (let a = end + 1; a < ORDER - 1; a++) {
      const v = t + (ORDER - 1 - a);
      spline[a] = (v * spline[a] + (order - v) * spline[a + 1]) / (order - 1);
    }
    spline[ORDER - 1] *= t / (order - 1);
  }
  return last - ORDER + 1;
}

/** |Σ_m M(m) e^{−2πi f m}|²: how much spreading a point over the nodes weakens the frequency f. */
function squaredSplineSpectrum(frequency: number): number {
  const spline = new Float64Array(ORDER);
  evaluateSplines(0, spline, new Float64Array(ORDER));
  let [re, im] = [0, 0];
  for (let m = 0; m < ORDER; m++) {
    re += spline[m] * Math.cos(2 * Math.PI * frequency * m);
    im += spline[m] * Math.sin(2 * Math.PI * frequency * m);
  }
  return re * re + im * im;
}
