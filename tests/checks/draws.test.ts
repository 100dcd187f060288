/** Judging by distribution: the G-test, and a graded cell whose function draws. */
import assert from 'node:assert/strict';
import { Random, sampleFrom } from 'unrolled';
import {
  count,
  drawCases,
  exerciseById,
  gTest,
  judge,
  outcomeOf,
  tf,
  type Draw,
  type Exercise,
} from 'unrolled/checks';

const draw = (drawn: string, given = ''): Draw => ({ drawn, given });
const times = (n: number, one: Draw) => Array.from({ length: n }, () => one);

describe('the G-test', () => {
  const sample = (random: Random, n: number, p: readonly number[]) =>
    count(Array.from({ length: n }, () => draw(String(sampleFrom(p, random.uniform())))));

  it('is that of the textbook', () => {
    // Two by three: G = 2 Σ O ln(O / E) with E = 15, 15, 20 in both; χ² with 2 degrees of freedom.
    const yours = count([
      ...times(10, draw('a')),
      ...times(15, draw('b')),
      ...times(25, draw('c')),
    ]);
    const expected = count([
      ...times(20, draw('a')),
      ...times(15, draw('b')),
      ...times(15, draw('c')),
    ]);
    const G =
      2 *
      (10 * Math.log(10 / 15) +
        20 * Math.log(20 / 15) +
        25 * Math.log(25 / 20) +
        15 * Math.log(15 / 20));
    const { p, worst } = gTest(yours, expected);
    assert.ok(Math.abs(p - Math.exp(-G / 2)) < 1e-12);
    assert.deepEqual(worst, {
      drawn: 'a',
      given: '',
      yours: 0.2,
      expected: 0.4,
    });
  });

  it('gives samples of one distribution every p equally often', () => {
    const random = new Random(1);
    const probabilities = [0.4, 0.3, 0.2, 0.06, 0.04];
    const values = Array.from({ length: 400 }, () => {
      const yours = sample(random, 500, probabilities);
      return gTest(yours, sample(random, 2000, probabilities)).p;
    });
    for (const limit of [0.1, 0.25, 0.5, 0.75]) {
      const share = values.filter((p) => p < limit).length / values.length;
      assert.ok(Math.abs(share - limit) < 0.075, `p < ${limit} in ${share} of the cases`);
    }
  });

  it('tells a small difference where there are 20,000 draws', () => {
    const random = new Random(2);
    const yours = sample(random, 20_000, [0.5, 0.3, 0.2]);
    assert.ok(gTest(yours, sample(random, 100_000, [0.53, 0.27, 0.2])).p < 1e-9);
    assert.ok(gTest(yours, sample(random, 100_000, [0.5, 0.3, 0.2])).p > 1e-3);
  });

  it('looks at each condition apart', () => {
    const both = (a: Draw, b: Draw) => count([...times(300, a), ...times(300, b)]);
    const yours = both(draw('x', ' after 1'), draw('y', ' after 2'));
    const expected = both(draw('y', ' after 1'), draw('x', ' after 2'));
    assert.ok(gTest(yours, expected).p < 1e-9);
    assert.equal(gTest(yours, yours).p, 1);
    assert.throws(
      () => gTest(count([draw('x', ' after 1')]), count([draw('x', ' after 2')])),
      /no condition in common/,
    );
  });
});

describe('an exercise whose function draws', () => {
  const exercise = exerciseById('sample-from');
  const cases = drawCases(exercise, new Random(1), tf.multinomial);
  const verdictOf = (f: (p: number[], uniform: number) => unknown) =>
    judge(cases[0], outcomeOf(exercise, f, structuredClone(cases[0].args)));

  it('accepts the draws of tf.js themselves, given for the same numbers', () => {
    const known = new Map<number, number>();
    const [, uniforms] = cases[0].args as [number[], number[]];
    const theirs = cases[0].expected as number[];
    uniforms.forEach((uniform, i) => known.set(uniform, theirs[i]));
    const { passed, rows } = verdictOf((_, uniform) => known.get(uniform));
    assert.ok(passed);
    assert.equal(rows[0].shape, '20,000 draws');
  });

  it('shows the share that is furthest off, and names a mistake', () => {
    const { passed, rows, mistake } = verdictOf((p, uniform) => Math.floor(uniform * p.length));
    assert.ok(!passed);
    assert.match(mistake ?? '', /each index is drawn equally often/);
    assert.match(rows[0].firstWrong?.at ?? '', /^share of index \d$/);
    assert.ok(Math.abs((rows[0].firstWrong?.yours ?? 0) - 0.2) < 0.02);
  });

  it('says what differs where no mistake is known', () => {
    const { message } = verdictOf((p, uniform) => sampleFrom(p, uniform ** 1.5));
    assert.match(message, /^sampleFrom: the share of index \d is \d+\.\d %, but should be near \d/);
  });

  it('fails who draws from a seed of his own', () => {
    const own = new Random(7);
    const { passed, message } = verdictOf((p) => sampleFrom(p, own.uniform()));
    assert.ok(!passed);
    assert.match(message, /the same numbers were given twice, but led to different draws/);
  });

  it('stops at the first promise, and leaves none to fail later', () => {
    let calls = 0;
    const { message } = verdictOf(async () => {
      calls++;
      return Promise.reject(new Error('late'));
    });
    assert.match(message, /returned a promise/);
    assert.equal(calls, 1);
  });
});

describe('known mistakes of a function that draws', () => {
  /** Heads for such a share of 300 calls; the first hundred come once more, as in every case. */
  const coins = (heads: number, given = '') => {
    const own = Array.from({ length: 300 }, (_, i) =>
      Math.floor((i + 1) * heads) > Math.floor(i * heads) ? `heads${given}` : `tails${given}`,
    );
    return [...own, ...own.slice(0, 100)];
  };
  const exercise: Exercise<unknown, [uniforms: number[]], string[]> = {
    id: 'coin',
    lesson: 'none',
    functionName: 'coin',
    argumentNames: ['uniforms'],
    resultName: 'side',
    allowed: [],
    tolerance: { absolute: 0, relative: 0, reason: '' },
    draws: {
      inAnswer(answer) {
        const [drawn, given = ''] = (answer as string).split(' ');
        return [draw(drawn, given)];
      },
    },
    checks: [{ id: 'all', title: 'all', points: 1, cases: () => [] }],
    mistakes: [
      { when: 'another coin is thrown', result: () => coins(0.5, ' elsewhere') },
      { when: 'the coin is bent', result: () => coins(0.84) },
      { when: 'the coin is bent more', result: () => coins(0.91) },
    ],
    layers: () => undefined,
    oracle: () => coins(0.5),
  };
  const one = {
    exercise: exercise as Exercise,
    check: exercise.checks[0],
    args: [Array.from({ length: 400 }, (_, i) => (i % 300) / 300)],
    expected: coins(0.5),
  };
  const verdictOn = (value: unknown) =>
    judge(one, { kind: 'returned', value, argsAfter: one.args });

  it('are held against all of them, and the likeliest is named', () => {
    assert.equal(verdictOn(coins(0.84)).mistake, 'the coin is bent');
    assert.equal(verdictOn(coins(0.91)).mistake, 'the coin is bent more');
    assert.equal(verdictOn(coins(0.5)).passed, true);
  });

  it('are no reason to stop where one has nothing in common with what was drawn', () => {
    const { passed, message } = verdictOn(coins(0.5, ' nowhere'));
    assert.ok(!passed);
    assert.equal(message, 'coin: side has nothing in common with what tf.js draws');
  });
});
