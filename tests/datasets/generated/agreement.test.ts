import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AgreementExample, generateAgreement, Random } from 'unrolled';

/** Written out here once more, so that the generator's lists are checked against something. */
const plurals = new Set(
  'cats dogs children teachers keys books women men birds students boxes mice'.split(' '),
);
const singulars = new Set(
  'cat dog child teacher key book woman man bird student box mouse'.split(' '),
);
const singularVerbs = new Set('sleeps is was has runs looks falls'.split(' '));
const pairs = new Set(
  'sleeps sleep,is are,was were,has have,runs run,looks look,falls fall'.split(','),
);

function numberOf(noun: string): 'singular' | 'plural' | undefined {
  return plurals.has(noun) ? 'plural' : singulars.has(noun) ? 'singular' : undefined;
}

function checkExample({ prefix, subject, right, wrong, attractors }: AgreementExample): void {
  assert.equal(prefix[0], 'the');
  assert.equal(numberOf(prefix[1]), subject);
  assert.equal(singularVerbs.has(right), subject === 'singular');
  assert.ok(pairs.has(subject === 'singular' ? `${right} ${wrong}` : `${wrong} ${right}`));
  const others = prefix.slice(2).map(numberOf);
  assert.equal(
    others.filter((number) => number !== undefined && number !== subject).length,
    attractors,
  );
}

describe('generateAgreement', () => {
  it('agrees with the subject, whatever stands in between', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const examples = generateAgreement(200, new Random(seed));
        examples.forEach(checkExample);
        assert.ok(examples.every(({ prefix }) => prefix.length <= 14));
      }),
      { numRuns: 10 },
    );
  });

  it('has as many attractors as asked for', () => {
    for (let attractors = 0; attractors <= 4; attractors++) {
      const examples = generateAgreement(200, new Random(attractors), { attractors });
      examples.forEach(checkExample);
      assert.ok(examples.every((example) => example.attractors === attractors));
    }
  });

  it('has the verb exactly at the distance asked for', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 90 }), (seed, distance) => {
        const examples = generateAgreement(20, new Random(seed), { distance });
        examples.forEach(checkExample);
        // The subject is word 1, so that the verb is word 1 + distance.
        assert.ok(examples.every(({ prefix }) => prefix.length === 1 + distance));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps both wishes', () => {
    for (const example of generateAgreement(50, new Random(1), { distance: 71, attractors: 3 })) {
      checkExample(example);
      assert.equal(example.prefix.length, 72);
      assert.equal(example.attractors, 3);
    }
  });

  it('can not be answered by the last noun, nor by always saying the same', () => {
    const examples = generateAgreement(2000, new Random(2), { distance: 71 });
    const share = (holds: (example: AgreementExample) => boolean) =>
      examples.filter(holds).length / examples.length;
    const last = ({ prefix }: AgreementExample) => numberOf(prefix[prefix.length - 1]);
    assert.ok(Math.abs(share((example) => last(example) === example.subject) - 0.5) < 0.05);
    assert.ok(Math.abs(share(({ subject }) => subject === 'plural') - 0.5) < 0.05);
  });

  it('gives different sentences, the same ones for the same seed', () => {
    const examples = generateAgreement(3000, new Random(3));
    const sentences = examples.map(({ prefix, right }) => [...prefix, right].join(' '));
    assert.equal(new Set(sentences).size, 3000);
    assert.deepEqual(generateAgreement(3000, new Random(3)), examples);
  });

  it('refuses what can not be', () => {
    const random = new Random(1);
    assert.throws(() => generateAgreement(1, random, { attractors: 5 }), /5 attractors don't fit/);
    assert.throws(
      () => generateAgreement(1, random, { attractors: 4, distance: 11 }),
      /4 attractors don't fit in a distance of 11/,
    );
    assert.throws(() => generateAgreement(1, random, { attractors: -1 }), /attractors is -1/);
    assert.throws(() => generateAgreement(1, random, { distance: 0 }), /distance is 0/);
    assert.throws(() => generateAgreement(1, random, { distance: 2.5 }), /distance is 2\.5/);
    assert.throws(() => generateAgreement(500, random, { distance: 1 }), /after 168 nothing new/);
  });
});
