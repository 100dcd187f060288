import assert from 'node:assert/strict';
import {
  affinities,
  finish,
  klDivergence,
  Matrix,
  neighbourAffinities,
  neighbourRecall,
  pcaInitialization,
  Random,
  randomInitialization,
  trustworthiness,
  tsne,
  type TsneIteration,
  type TsneOptions,
  tsneStep,
} from 'unrolled';
import { tf, toMatrix, toTensor } from 'unrolled/checks';
import { distance } from '../tensor/arbitraries.js';
import { clusters, nearestOnMap } from './maps.js';

async function all(iterations: AsyncIterable<TsneIteration>): Promise<TsneIteration[]> {
  const result = [];
  for await (const iteration of iterations) result.push(iteration);
  return result;
}

/** The share of points whose nearest neighbour on the map is of their own cluster. */
function purity(Y: Matrix, count: number): number {
  const nearest = nearestOnMap(Y);
  return nearest.filter((j, i) => j % count === i % count).length / nearest.length;
}

describe('tsneStep', () => {
  it('without gains is tf.train.momentum', () => {
    const random = new Random(1);
    const Y = random.normalMatrix(2, 5);
    const gradients = [1, 2, 3].map(() => random.normalMatrix(2, 5));
    const variable = tf.variable(toTensor(Y));
    const optimizer = tf.train.momentum(0.3, 0.7);
    let state = { Y, velocity: Matrix.zeros(2, 5) };
    for (const gradient of gradients) {
      state = tsneStep(state, gradient, { learningRate: 0.3, momentum: 0.7 });
      optimizer.applyGradients([{ name: variable.name, tensor: toTensor(gradient) }]);
      assert.ok(distance(state.Y, toMatrix(variable)) < 1e-5);
    }
  });

  it('raises the gain of a coordinate that goes on downhill, lowers it where it turns', () => {
    const state = {
      Y: Matrix.zeros(2, 2),
      velocity: Matrix.from([
        [1, -1],
        [1, 0],
      ]),
      gains: Matrix.from([
        [1, 1],
        [1, 0.01],
      ]),
    };
    const gradient = Matrix.from([
      [-1, 1],
      [1, 0],
    ]);
    const { Y, velocity, gains } = tsneStep(state, gradient, { learningRate: 2, momentum: 0.5 });
    const expected = [
      [1.2, 1.2],
      [0.81, 0.018],
    ];
    assert.ok(gains && distance(gains, Matrix.from(expected)) < 1e-15);
    // 0.5 · 1 + 2 · 1.2 · 1,   0.5 · 1 − 2 · 0.81 · 1
    assert.ok(Math.abs(velocity.get(0, 0) - 2.9) < 1e-15);
    assert.ok(Math.abs(velocity.get(1, 0) + 1.12) < 1e-15);
    assert.deepEqual(Y.toArray(), velocity.toArray());
    assert.deepEqual(state.Y.toArray(), Matrix.zeros(2, 2).toArray());
  });

  it('shortens a step that is too long, and keeps its direction', () => {
    const state = { Y: Matrix.zeros(2, 2), velocity: Matrix.zeros(2, 2) };
    const gradient = Matrix.from([
      [-30, -0.3],
      [-40, -0.4],
    ]);
    const options = { learningRate: 1, momentum: 0, longestStep: 5 };
    const { Y } = tsneStep(state, gradient, options);
    assert.ok(
      distance(
        Y,
        Matrix.from([
          [3, 0.3],
          [4, 0.4],
        ]),
      ) < 1e-14,
    );
  });
});

describe('a first map', () => {
  it('shows the principal components, tiny', () => {
    const X = clusters(3, 6, 50, 4);
    const Y = pcaInitialization(X, new Random(1));
    const deviation = (row: number[]) => Math.sqrt(row.reduce((s, y) => s + y * y, 0) / 50);
    const [first, second] = Y.toArray().map(deviation);
    assert.ok(Math.abs(first / 1e-4 - 1) < 0.01);
    assert.ok(second > 1e-6 && second < first);
    // Jitter is a hundredth of the size: the rest is the same for every seed.
    const other = pcaInitialization(X, new Random(2));
    assert.ok(distance(Y, other) > 0 && distance(Y, other) < 6e-6);
  });

  it('of data with one feature is a line with a little jitter', () => {
    const Y = pcaInitialization(Matrix.from([[1, 2, 3, 4]]), new Random(1));
    assert.deepEqual(Y.shape, [2, 4]);
    assert.ok(Y.data.slice(4).every((y) => y !== 0 && Math.abs(y) < 1e-5));
  });

  it('at random has the same size in both directions', () => {
    const Y = randomInitialization(5000, new Random(1));
    for (const row of Y.toArray()) {
      const variance = row.reduce((sum, y) => sum + y * y, 0) / 5000;
      assert.ok(Math.abs(Math.sqrt(variance) / 1e-4 - 1) < 0.05);
    }
  });

  it('says where there is nothing to map', () => {
    const X = Matrix.from([Array<number>(9).fill(3)]);
    assert.throws(() => pcaInitialization(X, new Random(1)), /all 9 examples are the same/);
  });
});

describe('tsne', () => {
  const fast: TsneOptions = { perplexity: 5, iterations: 120, earlyIterations: 40 };
  const X = clusters(4, 8, 100, 1);

  for (const gradient of ['exact', 'barnes-hut', 'interpolation'] as const) {
    it(`separates clusters; the divergence is true and falls: ${gradient}`, async () => {
      const iterations = await all(tsne(X, { ...fast, gradient, reportEvery: 20 }));
      assert.deepEqual(
        iterations.map(({ iteration }) => iteration),
        [0, 20, 40, 60, 80, 100, 120],
      );
      assert.deepEqual(
        iterations.map(({ exaggeration }) => exaggeration),
        [12, 12, 12, 1, 1, 1, 1],
      );
      const P = gradient === 'exact' ? affinities(X, 5) : neighbourAffinities(X, 5).toMatrix();
      for (const { iteration, Y, divergence } of iterations) {
        assert.ok(Math.abs(divergence - klDivergence(P, Y)) < 0.01, 'is not exaggerated');
        if (iteration === 0) continue;
        for (const row of Y.toArray()) {
          assert.ok(Math.abs(row.reduce((a, b) => a + b)) < 1e-9, 'is centred');
        }
      }
      const divergences = iterations.slice(2).map(({ divergence }) => divergence);
      divergences.slice(1).forEach((d, n) => assert.ok(d < divergences[n], divergences.join(', ')));
      const { Y } = iterations[6];
      assert.equal(purity(Y, 4), 1);
      assert.ok(trustworthiness(X, Y, 5) > 0.95);
      assert.ok(neighbourRecall(X, Y, 5) > 0.3);
    });
  }

  it('gives the same map for the same seed, another for another', async () => {
    const run = async (seed: number) =>
      (await finish(tsne(X, { ...fast, initialization: 'random', seed }))).Y;
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    assert.deepEqual(first.data, again.data);
    assert.ok(distance(first, other) > 1);
  });

  it('begins with the map that it is given, and leaves it and X alone', async () => {
    const Y = new Random(3).normalMatrix(2, 100, 1, 'float32');
    const [before, dataBefore] = [Y.toArray(), X.toArray()];
    const [first, last] = await all(tsne(X, { ...fast, iterations: 5, initialization: Y }));
    assert.ok(distance(first.Y, Y) === 0);
    assert.equal(last.Y.dtype, 'float64');
    assert.deepEqual(Y.toArray(), before);
    assert.deepEqual(X.toArray(), dataBefore);
  });

  it('begins with the principal components, or at random where it is told so', async () => {
    const begin = async (options: TsneOptions) =>
      (await all(tsne(X, { ...fast, iterations: 1, seed: 3, ...options })))[0].Y.toArray();
    const principal = pcaInitialization(X, new Random(3)).toArray();
    assert.deepEqual(await begin({}), principal);
    assert.deepEqual(await begin({ initialization: 'pca' }), principal);
    assert.deepEqual(
      await begin({ initialization: 'random' }),
      randomInitialization(100, new Random(3)).toArray(),
    );
  });

  it('of few examples follows the exact gradient, and else the one that it is told', async () => {
    const after = async (options: TsneOptions) =>
      (await finish(tsne(X, { ...fast, iterations: 30, ...options }))).Y.toArray();
    const exact = await after({ gradient: 'exact' });
    assert.deepEqual(await after({}), exact);
    // θ is Barnes and Hut's alone.
    const [coarse, fine] = [0.9, 0].map((theta) => after({ gradient: 'barnes-hut', theta }));
    assert.notDeepEqual(await coarse, await fine);
    const [grid, sameGrid] = [0.9, 0].map((theta) => after({ gradient: 'interpolation', theta }));
    assert.deepEqual(await grid, await sameGrid);
    assert.notDeepEqual(await grid, exact);
  });

  it('has no end where there is no iteration', async () => {
    const none = tsne(X, fast);
    await none.return();
    await assert.rejects(finish(none), /finish: there was no iteration left/);
  });

  it('can be left early; maps that were handed out stay as they are', async () => {
    const seen: TsneIteration[] = [];
    for await (const iteration of tsne(X, { ...fast, reportEvery: 1 })) {
      seen.push(iteration);
      if (seen.length === 4) break;
    }
    assert.deepEqual(
      seen.map(({ iteration }) => iteration),
      [0, 1, 2, 3],
    );
    assert.ok(distance(seen[0].Y, seen[1].Y) > 0);
    assert.ok(Math.max(...seen[0].Y.data) < 1e-3);
  });

  it('lets other work run between its steps', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    await finish(tsne(X, { ...fast, iterations: 60 }));
    clearInterval(timer);
    assert.ok(ticks > 5, `${ticks}`);
  });

  it('maps duplicates onto each other, and takes constant features', async () => {
    const twins = Matrix.zeros(9, 100);
    for (let j = 0; j < 100; j++) {
      for (let i = 0; i < 8; i++) twins.set(i, j, X.get(i, j % 50));
      twins.set(8, j, 42);
    }
    const { Y, divergence } = await finish(tsne(twins, { ...fast, iterations: 300 }));
    assert.ok(Number.isFinite(divergence));
    const extent = Math.max(...Y.data) - Math.min(...Y.data);
    for (let j = 0; j < 50; j++) {
      const apart = Math.hypot(Y.get(0, j) - Y.get(0, j + 50), Y.get(1, j) - Y.get(1, j + 50));
      assert.ok(apart < 0.05 * extent, `twins ${j} lie ${apart} apart`);
    }
  });

  it('takes more duplicates than the perplexity, and very few examples', async () => {
    const many = Matrix.from([Array.from({ length: 30 }, (_, j) => (j < 20 ? 0 : j))]);
    assert.ok(Number.isFinite((await finish(tsne(many, fast))).divergence));
    const few = Matrix.from([[0, 1, 5, 6, 20]]);
    const { Y } = await finish(tsne(few, { perplexity: 1.2, iterations: 200 }));
    assert.ok(Y.data.every(Number.isFinite));
  });

  it('stops where the learning rate drives the map to infinity', async () => {
    await assert.rejects(
      finish(tsne(X, { ...fast, learningRate: 1e308, momentum: 1 })),
      /the divergence is NaN after \d+ iterations: lower the learning rate/,
    );
    for (const gradient of ['barnes-hut', 'interpolation'] as const) {
      await assert.rejects(
        finish(tsne(X, { ...fast, gradient, learningRate: 1e308, momentum: 1 })),
        /the divergence is NaN after \d+ iterations: lower the learning rate/,
      );
      const initialization = new Random(1).normalMatrix(2, 100, 1000);
      await assert.rejects(
        finish(tsne(X, { ...fast, gradient, initialization })),
        /the map is \d+ wide, but only 1000 fit on the grid: .* or start from a smaller map/,
      );
    }
  });

  it('says at once what is wrong', () => {
    const refuses = (options: TsneOptions, message: RegExp, data = X) =>
      assert.throws(() => tsne(data, { perplexity: 5, ...options }), message);
    refuses({ perplexity: 34 }, /tsne: perplexity is 34, but for 100 examples .* at most 33:/);
    refuses({ perplexity: NaN }, /perplexity is NaN/);
    refuses({ iterations: 0 }, /iterations is 0, but must be a whole number that is at least 1/);
    refuses({ iterations: 2.5 }, /iterations is 2\.5/);
    refuses({ earlyIterations: -1 }, /earlyIterations is -1, .* at least 0/);
    refuses({ reportEvery: 0 }, /reportEvery is 0/);
    refuses({ seed: 0.1 }, /seed is 0\.1, but must be a whole number$/);
    refuses({ theta: 2 }, /theta is 2, but must be from 0 to 1/);
    refuses({ momentum: -1 }, /momentum is -1/);
    refuses({ earlyExaggeration: 0.5 }, /earlyExaggeration is 0\.5, but must be from 1/);
    refuses({ learningRate: 0 }, /learningRate is 0/);
    refuses({ gradient: 'fft' as 'exact' }, /gradient is fft, but must be one of: exact, barnes/);
    refuses(
      { initialization: 'PCA' as 'pca' },
      /initialization is PCA, but must be 'pca', 'random' or a Matrix \[2, 100\]/,
    );
    refuses({ initialization: Matrix.zeros(2, 99) }, /initialization is \[2, 99\]/);
    refuses(
      { initialization: Matrix.zeros(3, 100) },
      /initialization is \[3, 100\].* \[2, 100\], a point for each/,
    );
    const Y = Matrix.zeros(2, 100);
    Y.set(1, 7, NaN);
    refuses({ initialization: Y }, /initialization \[2, 100\] holds NaN in row 1, column 7/);
    refuses({}, /all 20 examples of X \[3, 20\] are the same/, Matrix.zeros(3, 20));
    refuses({}, /perplexity is 5, but for 12 examples/, Matrix.zeros(3, 12));
    const holed = X.clone();
    holed.set(2, 60, NaN);
    refuses({}, /tsne: X \[8, 100\] holds NaN in row 2, column 60/, holed);
    assert.doesNotThrow(() => tsne(X, { perplexity: 5, theta: undefined }));
  });
});
