import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  affinities,
  barnesHutGradient,
  barnesHutRepulsion,
  exactObjective,
  interpolationGradient,
  interpolationRepulsion,
  Matrix,
  neighbourAffinities,
  Random,
  type Repulsion,
  SparseAffinities,
  sparseObjective,
  tsneGradient,
} from 'unrolled';
import { clusters, relativeError } from './maps.js';

/** Maps that a descent meets: a tiny one, a wide one, one with duplicates, one on a line. */
function maps(N: number): Record<string, Matrix> {
  const random = new Random(11);
  const twins = random.normalMatrix(2, N, 5);
  for (let j = 1; j < N; j += 2) {
    twins.set(0, j, twins.get(0, j - 1));
    twins.set(1, j, twins.get(1, j - 1));
  }
  const line = random.normalMatrix(2, N, 20);
  for (let j = 0; j < N; j++) line.set(1, j, 0);
  const outlier = random.normalMatrix(2, N, 3);
  outlier.set(0, 0, 400);
  return {
    'a first map': random.normalMatrix(2, N, 1e-4),
    'a dense map': random.normalMatrix(2, N, 3),
    'a wide map': random.normalMatrix(2, N, 25),
    clusters: clusters(5, 2, N, 12),
    'pairs of twins': twins,
    'a line': line,
    'an outlier': outlier,
  };
}

/** Forces and Z by the definition. */
const bruteForce: Repulsion = (Y, forces) => {
  const N = Y.cols;
  forces.fill(0);
  let Z = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (i === j) continue;
      const dx = Y.get(0, i) - Y.get(0, j);
      const dy = Y.get(1, i) - Y.get(1, j);
      const w = 1 / (1 + dx * dx + dy * dy);
      Z += w;
      forces[i] += w * w * dx;
      forces[N + i] += w * w * dy;
    }
  }
  return Z;
};

function compare(repulsion: Repulsion, Y: Matrix): { forces: number; Z: number } {
  const [expected, actual] = [new Float64Array(2 * Y.cols), new Float64Array(2 * Y.cols).fill(9)];
  const expectedZ = bruteForce(Y, expected);
  const Z = repulsion(Y, actual);
  return { forces: relativeError(actual, expected), Z: Math.abs(Z / expectedZ - 1) };
}

describe('Barnes–Hut', () => {
  it('at θ = 0 is exact, for the same P', () => {
    const cases = fc.record({
      seed: fc.nat(),
      N: fc.integer({ min: 5, max: 80 }),
      spread: fc.constantFrom(1e-4, 1, 50),
      exaggeration: fc.constantFrom(1, 12),
    });
    fc.assert(
      fc.property(cases, ({ seed, N, spread, exaggeration }) => {
        const random = new Random(seed);
        const P = affinities(random.normalMatrix(3, N), 2);
        const Y = random.normalMatrix(2, N, spread);
        const exact = tsneGradient(P, Y, exaggeration);
        const gradient = barnesHutGradient(SparseAffinities.from(P), Y, 0, exaggeration);
        assert.ok(relativeError(gradient.data, exact.data) < 1e-9);
      }),
    );
  });

  for (const [name, Y] of Object.entries(maps(600))) {
    it(`is exact at θ = 0 and close at θ = 0.5, on ${name}`, () => {
      const exact = compare(barnesHutRepulsion(600, 0), Y);
      assert.ok(exact.forces < 1e-9 && exact.Z < 1e-12, JSON.stringify(exact));
      const half = compare(barnesHutRepulsion(600, 0.5), Y);
      assert.ok(half.forces < 0.06 && half.Z < 0.03, JSON.stringify(half));
      const fifth = compare(barnesHutRepulsion(600, 0.2), Y);
      assert.ok(fifth.forces < 0.01 && fifth.Z < 0.005, JSON.stringify(fifth));
    });
  }

  it('approximates: at θ = 1 it is not exact', () => {
    const { forces } = compare(barnesHutRepulsion(600, 1), maps(600)['a wide map']);
    assert.ok(forces > 1e-3 && forces < 0.2, `${forces}`);
  });

  it('gives the same for a map after it has seen others', () => {
    const { 'a wide map': wide, 'pairs of twins': twins } = maps(600);
    const repulsion = barnesHutRepulsion(600, 0.5);
    const forces = () => new Float64Array(1200);
    const [first, again] = [forces(), forces()];
    const Z = repulsion(wide, first);
    repulsion(twins, forces());
    assert.equal(repulsion(wide, again), Z);
    assert.deepEqual(again, first);
  });

  it('takes points that all coincide', () => {
    const forces = new Float64Array(40).fill(1);
    assert.equal(barnesHutRepulsion(20, 0.5)(Matrix.zeros(2, 20), forces), 20 * 19);
    assert.ok(forces.every((force) => force === 0));
  });

  it('says what is wrong', () => {
    const P = neighbourAffinities(new Random(1).normalMatrix(2, 20), 4);
    for (const theta of [-0.1, 1.1, NaN]) {
      assert.throws(
        () => barnesHutGradient(P, Matrix.zeros(2, 20), theta),
        new RegExp(`theta is ${theta}, but must be from 0 \\(exact\\) to 1`),
      );
    }
    assert.throws(
      () => barnesHutGradient(P, Matrix.zeros(3, 20)),
      /Y is \[3, 20\], but must be \[2, 20\]/,
    );
  });
});

describe('interpolation', () => {
  for (const [name, Y] of Object.entries(maps(600))) {
    it(`is close to exact, on ${name}`, () => {
      const { forces, Z } = compare(interpolationRepulsion(), Y);
      // Where the points lie far apart, the little that neighbours feel of each other is coarse.
      const loose = ['a wide map', 'a line'].includes(name);
      assert.ok(forces < (loose ? 0.05 : 0.02), `forces differ by ${forces}`);
      assert.ok(Z < 0.005, `Z differs by ${Z}`);
    });
  }

  it('gives the whole gradient', () => {
    const P = affinities(clusters(3, 4, 60, 1), 5);
    const Y = new Random(2).normalMatrix(2, 60, 4);
    const exact = tsneGradient(P, Y, 12);
    const gradient = interpolationGradient(SparseAffinities.from(P), Y, 12);
    assert.ok(relativeError(gradient.data, exact.data) < 0.01);
  });

  it('fits its grid to a map that grows, shrinks or moves', () => {
    const repulsion = interpolationRepulsion();
    const random = new Random(6);
    for (const deviation of [1, 12, 0.01, 5, 1e-4]) {
      const Y = random.normalMatrix(2, 300, deviation);
      for (let j = 0; j < 300; j++) Y.set(0, j, Y.get(0, j) + 1000 * deviation);
      const { forces, Z } = compare(repulsion, Y);
      assert.ok(forces < 0.05 && Z < 0.005, `${deviation}: forces ${forces}, Z ${Z}`);
    }
  });

  it('takes points that all coincide', () => {
    const forces = new Float64Array(40).fill(1);
    assert.equal(interpolationRepulsion()(Matrix.zeros(2, 20), forces), 20 * 19);
    assert.ok(forces.every((force) => force === 0));
  });

  it('says that a map is too wide for its grid', () => {
    const Y = Matrix.from([
      [0, 1001],
      [0, 0],
    ]);
    assert.throws(
      () => interpolationRepulsion()(Y, new Float64Array(4)),
      /the map is 1001 wide, but only 1000 fit on the grid: lower the learning rate/,
    );
  });
});

describe('sparseObjective', () => {
  it('is the exact objective where nothing is approximated', () => {
    const P = affinities(new Random(3).normalMatrix(3, 40), 6);
    const Y = new Random(4).normalMatrix(2, 40, 3);
    const exact = exactObjective(P);
    const zero = barnesHutRepulsion(40, 0);
    const sparse = sparseObjective(SparseAffinities.from(P), zero, zero);
    assert.ok(Math.abs(sparse.divergence(Y) - exact.divergence(Y)) < 1e-12);
    assert.ok(relativeError(sparse.gradient(Y, 4).data, exact.gradient(Y, 4).data) < 1e-9);
  });

  it('takes pairs of affinity 0, and refuses a map of other points', () => {
    const P = new SparseAffinities(
      3,
      Int32Array.of(0, 2, 2, 2),
      Int32Array.of(1, 2),
      Float64Array.of(0.5, 0),
    );
    const exact = barnesHutRepulsion(3, 0);
    const objective = sparseObjective(P, exact, exact);
    assert.ok(Math.abs(objective.divergence(Matrix.zeros(2, 3)) - Math.log(3)) < 1e-15);
    assert.throws(() => objective.divergence(Matrix.zeros(2, 4)), /Y is \[2, 4\].* \[2, 3\]/);
  });
});
