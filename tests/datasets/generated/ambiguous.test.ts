import assert from 'node:assert/strict';
import { generateAmbiguous, Random, type AmbiguousSentence } from 'unrolled';

const many = generateAmbiguous(4000, new Random(1));
const isName = ({ tags, position }: AmbiguousSentence) => tags[position] !== 'O';

/** The side of a sentence that must not tell, the ambiguous word included. */
function otherSide({ tokens, position, clue }: AmbiguousSentence): string {
  const side = clue === 'after' ? tokens.slice(0, position + 1) : tokens.slice(position);
  return `${clue}: ${side.join(' ')}`;
}

describe('generateAmbiguous', () => {
  it('has a tag for each word, and marks the ambiguous one', () => {
    for (const { tokens, tags, position } of many) {
      assert.equal(tags.length, tokens.length);
      assert.ok(tokens.every((token) => /^([a-z]+|[.,:])$/.test(token)));
      assert.match(tokens[position], /^(teddy|square)$/);
      assert.ok(['O', tokens[position] === 'teddy' ? 'PER' : 'LOC'].includes(tags[position]));
    }
  });

  it('tags all words of a name', () => {
    const roosevelt = many.find(({ tokens }) => tokens.includes('roosevelt'));
    const victoria = many.find(({ tokens }) => tokens.includes('victoria'));
    assert.equal(roosevelt?.tags[roosevelt.tokens.indexOf('roosevelt')], 'PER');
    assert.equal(victoria?.tags[victoria.tokens.indexOf('victoria')], 'LOC');
  });

  it('tells on one side only: whatever stands on the other one, stands there in both readings', () => {
    const readings = new Map<string, Set<boolean>>();
    for (const sentence of many) {
      const side = otherSide(sentence);
      readings.set(side, (readings.get(side) ?? new Set()).add(isName(sentence)));
    }
    assert.ok(readings.size > 50);
    const telling = [...readings].filter(([, seen]) => seen.size === 1).map(([side]) => side);
    assert.deepEqual(telling, []);
  });

  it('has both readings, and clues on both sides, about equally often', () => {
    const share = (of: (sentence: AmbiguousSentence) => boolean) =>
      many.filter(of).length / many.length;
    assert.ok(Math.abs(share(isName) - 0.5) < 0.04);
    assert.ok(Math.abs(share(({ clue }) => clue === 'after') - 2 / 3) < 0.05);
  });

  it('never repeats a sentence, and gives the same ones for the same seed', () => {
    assert.equal(new Set(many.map(({ tokens }) => tokens.join(' '))).size, many.length);
    assert.deepEqual(generateAmbiguous(4000, new Random(1)), many);
    assert.throws(() => generateAmbiguous(0.5, new Random(1)), /count is 0\.5/);
  });
});
