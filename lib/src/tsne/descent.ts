import { Matrix } from '../tensor/matrix';
import type { Objective } from './objective';
import { centred, type MapState, tsneStep } from './optimizer';

/** A stretch of iterations under the same conditions. */
export interface Phase {
  readonly iterations: number;
  /** What the affinities are multiplied by; more than 1 draws clusters together. */
  readonly exaggeration: number;
  readonly learningRate: number;
  readonly momentum: number;
}

/** A map on its way. */
export interface TsneIteration {
  /** How many steps were made; 0 is the first map. */
  readonly iteration: number;
  /** Of the step that led here; of the first map, that of the step to come. */
  readonly exaggeration: number;
  /** The map, `[2, N]`, from the first step on centred; yours to keep. */
  readonly Y: Matrix;
  /** The Kullback–Leibler divergence of Y from the affinities, which are not exaggerated; nats. */
  readonly divergence: number;
}

/** No point moves farther than this in one step (openTSNE). */
const LONGEST_STEP = 5;

/**
 * Improves a map phase by phase, by gradient descent with momentum and gains.
 *
 * Between steps the event loop runs, so that a notebook can draw and be interrupted.
 *
 * @param Y the first map, `[2, N]`; it stays as it is
 * @param reportEvery yields every so many steps, and the first and the last map
 * @throws RangeError where the map is no longer finite
 */
export async function* descend(
  objective: Objective,
  Y: Matrix,
  phases: readonly Phase[],
  reportEvery: number,
): AsyncGenerator<TsneIteration, void, void> {
  let state: MapState = {
    Y: Y.clone(),
    velocity: Matrix.zeros(Y.rows, Y.cols),
    gains: new Matrix(Y.rows, Y.cols, new Float64Array(Y.data.length).fill(1)),
  };
  const last = phases.reduce((sum, phase) => sum + phase.iterations, 0);
  const first = phases.find((phase) => phase.iterations > 0);
  yield report(objective, state.Y, 0, first?.exaggeration ?? 1);
  let iteration = 0;
  for (const { iterations, exaggeration, learningRate, momentum } of phases) {
    for (let n = 0; n < iterations; n++) {
      const gradient = objective.gradient(state.Y, exaggeration);
      const moved = tsneStep(state, gradient, {
        learningRate,
        momentum,
        longestStep: LONGEST_STEP,
      });
      state = { ...moved, Y: centred(moved.Y) };
      iteration++;
      if (iteration % reportEvery === 0 || iteration === last) {
        yield report(objective, state.Y, iteration, exaggeration);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function report(
  objective: Objective,
  Y: Matrix,
  iteration: number,
  exaggeration: number,
): TsneIteration {
  const divergence = objective.divergence(Y);
  if (!Number.isFinite(divergence)) {
    throw new RangeError(
      `t-SNE: the divergence is ${divergence} after ${iteration} iterations: ` +
        'lower the learning rate',
    );
  }
  return { iteration, exaggeration, Y: Y.clone(), divergence };
}
