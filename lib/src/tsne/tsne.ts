import { Matrix, shapeOf } from '../tensor/matrix';
import { Random } from '../tensor/random';
import { affinities, neighbourAffinities, validateNeighbours } from './affinities';
import { barnesHutRepulsion } from './barnesHut';
import { descend, type TsneIteration } from './descent';
import { pcaInitialization, randomInitialization } from './initialization';
import { interpolationRepulsion } from './interpolation';
import { exactObjective, type Objective, sparseObjective } from './objective';
import { pointsOf } from './points';

/** Below so many examples all pairs take less time than a tree. */
const BARNES_HUT_FROM = 500;
/** From about so many on, the grid takes less time than the tree. */
const INTERPOLATION_FROM = 20_000;

const gradients = ['exact', 'barnes-hut', 'interpolation'] as const;

export interface TsneOptions {
  /** About how many neighbours each example has: more than 1, at most (N − 1) / 3; 30. */
  readonly perplexity?: number;
  /** 'pca' keeps the large picture; 'random'; or a first map `[2, N]` of your own. */
  readonly initialization?: 'pca' | 'random' | Matrix;
  /** How the gradient is computed; by default whichever is fastest for N examples. */
  readonly gradient?: (typeof gradients)[number];
  /** Barnes–Hut's accuracy: from 0, exact, to 1; 0.5. */
  readonly theta?: number;
  /** All steps, the early ones included; 1,000. */
  readonly iterations?: number;
  /** The first steps, in which the affinities are exaggerated; 250. */
  readonly earlyIterations?: number;
  /** What the affinities are multiplied by in the early steps; 12. */
  readonly earlyExaggeration?: number;
  /** By default N / 4, divided by the exaggeration (Belkina et al., 2019). */
  readonly learningRate?: number;
  /** 0.8 */
  readonly momentum?: number;
  /** The same seed gives the same map; 0. */
  readonly seed?: number;
  /** Yields every so many steps; 50. */
  readonly reportEvery?: number;
}

/**
 * t-SNE: a map in the plane in which examples that are near each other in d dimensions are near
 * each other. Distances between clusters, and the clusters' sizes, mean little.
 *
 *     for await (const { iteration, Y, divergence } of tsne(X)) …
 *     const { Y } = await finish(tsne(X));
 *
 * Affinities, first map, objective and descent are each a file of their own and can be put together
 * otherwise; defaults and schedule are openTSNE's (Poličar, Stražar and Zupan, 2019).
 *
 * @param X `[d, N]`, one column an example; equal examples are welcome, so are constant features
 * @returns the first map, then one every `reportEvery` steps, and the last one
 * @throws RangeError at once where X is not finite, or all of its examples are the same, or N is too
 *   small for the perplexity, or an option is out of range
 * @see van der Maaten and Hinton, *Visualizing Data using t-SNE* (2008)
 */
export function tsne(
  X: Matrix,
  options: TsneOptions = {},
): AsyncGenerator<TsneIteration, void, void> {
  const settings = { ...defaultsFor(X.cols), ...definedOnly(options) };
  validate(X, settings);
  return run(X, settings);
}

/**
 * Runs {@link tsne} to its end.
 * @returns the last map, `[2, N]`, and its divergence
 */
export async function finish(iterations: AsyncIterable<TsneIteration>): Promise<TsneIteration> {
  let last: TsneIteration | undefined;
  for await (last of iterations);
  if (last === undefined) throw new RangeError('finish: there was no iteration left');
  return last;
}

type Settings = Required<Omit<TsneOptions, 'learningRate'>> & Pick<TsneOptions, 'learningRate'>;

function defaultsFor(N: number): Settings {
  return {
    perplexity: 30,
    initialization: 'pca',
    gradient:
      N < BARNES_HUT_FROM ? 'exact' : N < INTERPOLATION_FROM ? 'barnes-hut' : 'interpolation',
    theta: 0.5,
    iterations: 1000,
    earlyIterations: 250,
    earlyExaggeration: 12,
    momentum: 0.8,
    seed: 0,
    reportEvery: 50,
  };
}

function definedOnly(options: TsneOptions): TsneOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

async function* run(X: Matrix, settings: Settings): AsyncGenerator<TsneIteration, void, void> {
  const { iterations, momentum } = settings;
  const phase = (length: number, exaggeration: number) => ({
    iterations: length,
    exaggeration,
    learningRate: settings.learningRate ?? X.cols / 4 / exaggeration,
    momentum,
  });
  const early = Math.min(settings.earlyIterations, iterations);
  const phases = [phase(early, settings.earlyExaggeration), phase(iterations - early, 1)];
  const Y = firstMap(X, settings);
  yield* descend(objectiveFor(X, settings), Y, phases, settings.reportEvery);
}

function objectiveFor(X: Matrix, { perplexity, gradient, theta }: Settings): Objective {
  if (gradient === 'exact') return exactObjective(affinities(X, perplexity));
  const P = neighbourAffinities(X, perplexity);
  const onGrid = interpolationRepulsion();
  // Barnes–Hut's Z is too small by a per cent or two, and would flatter the divergence.
  const repulsion = gradient === 'barnes-hut' ? barnesHutRepulsion(X.cols, theta) : onGrid;
  return sparseObjective(P, repulsion, onGrid);
}

function firstMap(X: Matrix, { initialization, seed }: Settings): Matrix {
  if (initialization instanceof Matrix) {
    return new Matrix(2, X.cols, Float64Array.from(initialization.data));
  }
  const random = new Random(seed);
  return initialization === 'pca'
    ? pcaInitialization(X, random)
    : randomInitialization(X.cols, random);
}

function validate(X: Matrix, settings: Settings): void {
  const { N, d, coordinates } = pointsOf(X, 'tsne: X');
  validateNeighbours('tsne', settings.perplexity, N);
  if (coordinates.every((coordinate, k) => coordinate === coordinates[k % d])) {
    throw new RangeError(
      `tsne: all ${N} examples of X ${shapeOf(X)} are the same, so there is nothing to map`,
    );
  }
  const { initialization } = settings;
  if (!gradients.includes(settings.gradient)) {
    throw new RangeError(
      `tsne: gradient is ${settings.gradient}, but must be one of: ${gradients.join(', ')}`,
    );
  }
  if (initialization instanceof Matrix) {
    if (initialization.rows !== 2 || initialization.cols !== N) {
      throw new RangeError(
        `tsne: initialization is ${shapeOf(initialization)}, but must be [2, ${N}], ` +
          'a point for each example',
      );
    }
    pointsOf(initialization, 'tsne: initialization');
  } else if (initialization !== 'pca' && initialization !== 'random') {
    throw new RangeError(
      `tsne: initialization is ${String(initialization)}, but must be 'pca', 'random' or ` +
        `a Matrix [2, ${N}]`,
    );
  }
  requireWhole('iterations', settings.iterations, 1);
  requireWhole('earlyIterations', settings.earlyIterations, 0);
  requireWhole('reportEvery', settings.reportEvery, 1);
  requireWhole('seed', settings.seed, Number.MIN_SAFE_INTEGER);
  requireFrom('theta', settings.theta, 0, 1);
  requireFrom('momentum', settings.momentum, 0, 1);
  requireFrom('earlyExaggeration', settings.earlyExaggeration, 1, 1e6);
  if (settings.learningRate !== undefined) {
    requireFrom('learningRate', settings.learningRate, Number.MIN_VALUE, Number.MAX_VALUE);
  }
}

function requireWhole(name: string, given: number, least: number): void {
  if (Number.isSafeInteger(given) && given >= least) return;
  const bound = least === Number.MIN_SAFE_INTEGER ? '' : ` that is at least ${least}`;
  throw new RangeError(`tsne: ${name} is ${given}, but must be a whole number${bound}`);
}

function requireFrom(name: string, given: number, least: number, most: number): void {
  if (given >= least && given <= most) return;
  throw new RangeError(`tsne: ${name} is ${given}, but must be from ${least} to ${most}`);
}
