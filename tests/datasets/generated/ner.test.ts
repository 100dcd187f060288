import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeSpans, generateNer, Random, type TaggedSentence } from 'unrolled';

const labels = ['CAR', 'DATE', 'LOC', 'ORG', 'PER'];

/** The sentence with each entity's label in its place. */
function template({ tokens, tags }: TaggedSentence): string {
  return tokens
    .flatMap((token, t) =>
      tags[t] === 'O' ? [token] : tags[t].startsWith('B-') ? [tags[t].slice(2)] : [],
    )
    .join(' ');
}

/** Each entity's first word, and as what it occurs. */
function meanings(sentences: readonly TaggedSentence[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { tokens, tags } of sentences) {
    tokens.forEach((token, t) => {
      if (!/^[A-Z]/.test(token)) return;
      found.set(token, (found.get(token) ?? new Set()).add(tags[t].replace(/^[BI]-/, '')));
    });
  }
  return found;
}

describe('generateNer', () => {
  it('tags in well-formed BIO: an I- continues an entity of its label', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('train' as const, 'test' as const), (seed, part) => {
        for (const { tokens, tags } of generateNer(200, new Random(seed), { part })) {
          assert.equal(tokens.length, tags.length);
          assert.ok(tokens.every((token) => /^[^\s{}]+$/.test(token)));
          tags.forEach((tag, t) => {
            if (!tag.startsWith('I-')) return;
            assert.match(tags[t - 1], new RegExp(`^[BI]-${tag.slice(2)}$`));
          });
          assert.ok(decodeSpans(tags).every(({ label }) => labels.includes(label)));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('has names that are several things: Teddy a person or a bear, Ford a person, firm or car', () => {
    const train = meanings(generateNer(5000, new Random(1)));
    const as = (name: string) => [...(train.get(name) ?? [])].sort();
    assert.deepEqual(as('Teddy'), ['O', 'PER']);
    assert.deepEqual(as('Ford'), ['CAR', 'ORG', 'PER']);
    assert.deepEqual(as('Jordan'), ['LOC', 'ORG', 'PER']);
    assert.deepEqual(as('Austin'), ['CAR', 'LOC', 'PER']);
    assert.deepEqual(as('April'), ['DATE', 'PER']);
    assert.deepEqual(as('Apple'), ['O', 'ORG']);
    const test = meanings(generateNer(5000, new Random(1), { part: 'test' }));
    for (const found of [train, test]) {
      assert.ok([...found.values()].filter((kinds) => kinds.size > 1).length >= 10);
    }
  });

  it('has sentences that only differ behind the ambiguous name', () => {
    const sentences = generateNer(5000, new Random(2));
    const tagsOfTeddy = sentences
      .filter(({ tokens }) => tokens.slice(0, 5).join(' ') === 'He said , " Teddy')
      .map(({ tags }) => tags[4]);
    assert.deepEqual([...new Set(tagsOfTeddy)].sort(), ['B-PER', 'O']);
  });

  it('keeps templates and names of the test part out of training', () => {
    const train = generateNer(5000, new Random(3));
    const test = generateNer(5000, new Random(4), { part: 'test' });
    const templates = new Set(train.map(template));
    assert.ok(templates.size > 30);
    assert.ok(test.every((sentence) => !templates.has(template(sentence))));
    const names = (sentences: TaggedSentence[]) =>
      new Set(sentences.flatMap(({ tokens, tags }) => tokens.filter((_, t) => tags[t] !== 'O')));
    const known = names(train);
    const shared = [...names(test)].filter((name) => known.has(name));
    assert.deepEqual(shared, [], 'words of entities in both parts');
  });

  it('mixes templates and names of the two parts where asked to', () => {
    const known = new Set(generateNer(8000, new Random(5)).map(template));
    const mixed = generateNer(500, new Random(6), { templates: 'train', names: 'test' });
    const names = [...meanings(mixed).keys()];
    assert.ok(names.includes('Chelsea') && !names.includes('Jordan'));
    assert.ok(mixed.filter((sentence) => known.has(template(sentence))).length > 350);
  });

  it('gives different sentences, the same ones for the same seed', () => {
    const sentences = generateNer(3000, new Random(7));
    assert.equal(new Set(sentences.map(({ tokens }) => tokens.join(' '))).size, 3000);
    assert.deepEqual(generateNer(3000, new Random(7)), sentences);
  });
});
