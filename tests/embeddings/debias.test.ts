import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  biasAxis,
  cosineSimilarity,
  Embedding,
  equalizePair,
  gloveVectors,
  Matrix,
  neutralize,
  scale,
  subtract,
  transposedMatmul,
  unitColumns,
} from 'unrolled';
import { distance } from '../tensor/arbitraries.js';

/** Entries of moderate size: directions are lost among numbers such as 1e-300. */
const matrix = (rows: number, cols: number) =>
  fc
    .array(fc.integer({ min: -50, max: 50 }), { minLength: rows * cols, maxLength: rows * cols })
    .map(
      (entries) =>
        new Matrix(
          rows,
          cols,
          Float64Array.from(entries, (entry) => entry / 10),
        ),
    );

const inner = (u: Matrix, v: Matrix) => transposedMatmul(u, v).data[0];
const norm = (u: Matrix) => Math.sqrt(inner(u, u));
const isLong = (u: Matrix) => norm(u) > 0.1;

describe('neutralize', () => {
  it('leaves nothing along the axis and all the rest, whatever the length of the axis', () => {
    fc.assert(
      fc.property(matrix(5, 3), matrix(5, 1), (e, g) => {
        fc.pre(isLong(g));
        const neutral = neutralize(e, g);
        for (const along of transposedMatmul(g, neutral).data) assert.ok(Math.abs(along) < 1e-9);
        assert.ok(distance(neutralize(neutral, g), neutral) < 1e-9, 'once more changes nothing');
        assert.ok(distance(neutralize(e, scale(g, -3)), neutral) < 1e-9);
        // What was taken away lies along g.
        const taken = subtract(e, neutral);
        const unit = unitColumns(g);
        const along = transposedMatmul(unit, taken);
        for (let j = 0; j < 3; j++) {
          for (let i = 0; i < 5; i++) {
            assert.ok(Math.abs(taken.get(i, j) - along.get(0, j) * unit.get(i, 0)) < 1e-9);
          }
        }
      }),
    );
  });

  it('refuses an axis that is none', () => {
    const e = Matrix.column([1, 2, 3]);
    assert.throws(() => neutralize(e, Matrix.zeros(3, 1)), /neutralize: g is zero/);
    assert.throws(() => neutralize(e, Matrix.zeros(2, 1)), /g \[2, 1\], but g must be \[3, 1\]/);
  });
});

describe('equalizePair', () => {
  it('gives unit vectors, opposite along the axis, alike off it, equally far from neutral words', () => {
    fc.assert(
      fc.property(matrix(4, 1), matrix(4, 1), matrix(4, 1), matrix(4, 1), (e1, e2, g, other) => {
        fc.pre([e1, e2, g].every(isLong));
        const unit = unitColumns(g);
        const [before1, before2] = [e1, e2].map((e) => inner(unitColumns(e), unit));
        fc.pre(Math.abs(before1 - before2) > 1e-3);
        const [a, b] = equalizePair(e1, e2, g);
        assert.ok(Math.abs(norm(a) - 1) < 1e-9 && Math.abs(norm(b) - 1) < 1e-9);
        assert.ok(Math.abs(inner(a, unit) + inner(b, unit)) < 1e-9);
        assert.ok(distance(neutralize(a, g), neutralize(b, g)) < 1e-9);
        assert.equal(Math.sign(inner(a, unit)), Math.sign(before1 - before2), 'each on its side');
        const neutral = neutralize(other, g);
        if (!isLong(neutral)) return;
        assert.ok(Math.abs(cosineSimilarity(a, neutral) - cosineSimilarity(b, neutral)) < 1e-9);
        assert.ok(Math.abs(norm(subtract(a, neutral)) - norm(subtract(b, neutral))) < 1e-8);
      }),
    );
  });

  it('refuses words that the axis does not tell apart', () => {
    const e = Matrix.column([1, 2]);
    assert.throws(() => equalizePair(e, e, Matrix.column([1, 0])), /equally far along g/);
  });
});

describe('biasAxis', () => {
  it('is the direction in which pairs differ, towards the first words', () => {
    const E = Matrix.from([
      [1, -1, 1, -1],
      [1, 1, 0, 0],
      [0, 0, 1, 1],
    ]);
    const small = new Embedding(['she', 'he', 'woman', 'man'], E);
    const g = biasAxis(small, [['she', 'he'], ['woman', 'man']]); // prettier-ignore
    assert.ok(distance(g, Matrix.column([1, 0, 0])) < 1e-12);
    assert.throws(() => biasAxis(small, []), /no pairs/);
    assert.throws(() => biasAxis(small, [['she', 'she']]), /every pair are the same/);
  });

  it('finds and mends the gender of professions in the course’s vectors', () => {
    const glove = gloveVectors();
    const pairs = [['she', 'he'], ['woman', 'man'], ['her', 'his'], ['mother', 'father']] as const; // prettier-ignore
    const g = biasAxis(glove, pairs);
    const bias = (e: Matrix) => cosineSimilarity(e, g);
    assert.ok(bias(glove.vector('nurse')) > 0.1);
    assert.ok(bias(glove.vector('programmer')) < 0);
    const nurse = neutralize(glove.vector('nurse'), g);
    assert.ok(Math.abs(bias(nurse)) < 1e-6);
    const [grandmother, grandfather] = equalizePair(
      glove.vector('grandma'),
      glove.vector('grandpa'),
      g,
    );
    const difference = cosineSimilarity(grandmother, nurse) - cosineSimilarity(grandfather, nurse);
    assert.ok(Math.abs(difference) < 1e-6);
  });
});
