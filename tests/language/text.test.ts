import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  characterTokens,
  encodeBatch,
  EOS,
  NO_TOKEN,
  Random,
  sentences,
  shuffledBatches,
  UNK,
  Vocabulary,
  wordTokens,
} from 'unrolled';

describe('tokens', () => {
  it('words, with and without punctuation and capitals', () => {
    const text = 'The cat’s 3 kittens, half-asleep, purred!';
    assert.deepEqual(wordTokens(text), ['the', 'cat’s', '3', 'kittens', 'half-asleep', 'purred']);
    assert.deepEqual(wordTokens(text, { punctuation: true, lowercase: false }), [
      'The',
      'cat’s',
      '3',
      'kittens',
      ',',
      'half-asleep',
      ',',
      'purred',
      '!',
    ]);
    assert.deepEqual(wordTokens(''), []);
  });

  it('characters keep an emoji whole', () => {
    assert.deepEqual(characterTokens('né🐻'), ['n', 'é', '🐻']);
  });

  it('sentences do not end at a title', () => {
    assert.deepEqual(sentences('“Mr. Bennet!” she cried. It was\nlate. e.g. this stays.'), [
      '“Mr. Bennet!” she cried.',
      'It was late. e.g. this stays.',
    ]);
  });
});

describe('Vocabulary', () => {
  const corpus = [
    ['the', 'cat', 'sat'],
    ['the', 'dog', 'sat', 'the'],
  ];

  it('numbers the most frequent first, after EOS and UNK', () => {
    assert.deepEqual(Vocabulary.build(corpus).tokens, [EOS, UNK, 'the', 'sat', 'cat', 'dog']);
    assert.deepEqual(Vocabulary.build(corpus, { unk: false }).tokens[1], 'the');
  });

  it('maps what does not fit to UNK', () => {
    const vocabulary = Vocabulary.build(corpus, { size: 4 });
    assert.deepEqual(vocabulary.encode(['the', 'cat', 'sat']), [2, 1, 3]);
    assert.deepEqual(vocabulary.decode([2, 1, 0]), ['the', UNK, EOS]);
    assert.ok(!vocabulary.has('cat'));
  });

  it('decodes what it encodes, for every token that it has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), { minLength: 1 }),
        (texts) => {
          const vocabulary = Vocabulary.build(texts);
          for (const tokens of texts) {
            assert.deepEqual(vocabulary.decode(vocabulary.encode(tokens)), tokens);
          }
        },
      ),
    );
  });

  it('says which token it lacks, and why it can not be built', () => {
    const characters = Vocabulary.build([['a', 'b']], { unk: false });
    assert.throws(() => characters.id('z'), /"z" is not among the vocabulary's 3 tokens/);
    assert.throws(() => characters.token(3), /no token 3: the vocabulary has 0 to 2/);
    assert.throws(() => Vocabulary.build([]), /at least one token/);
    assert.throws(() => Vocabulary.build(corpus, { size: 2 }), /of 2 leaves no room/);
    assert.throws(() => Vocabulary.build(corpus, { size: 3, unk: false }), /4 different tokens/);
    assert.throws(() => new Vocabulary([EOS, 'a', 'a']), /has "a" twice/);
    assert.throws(() => new Vocabulary(['a']), /first token must be <EOS>/);
  });
});

describe('batches', () => {
  it('shift each sequence by one, end it with EOS, and pad to the longest', () => {
    assert.deepEqual(encodeBatch([[5, 6, 7], [8]], 0), {
      inputs: [
        [NO_TOKEN, NO_TOKEN],
        [5, 8],
        [6, 0],
        [7, 0],
      ],
      targets: [
        [5, 8],
        [6, 0],
        [7, 0],
        [0, 0],
      ],
      lengths: [4, 2],
    });
    assert.deepEqual(encodeBatch([[]], 0).lengths, [1], 'an empty sequence is its EOS alone');
    assert.throws(() => encodeBatch([], 0), /no sequences/);
  });

  it('bring every sequence once an epoch, similar lengths together', () => {
    const all = Array.from({ length: 50 }, (_, i) => Array<number>(1 + (i % 10)).fill(i + 1));
    const batches = shuffledBatches(all, 8, 0, new Random(1));
    const seen: number[] = [];
    let padding = 0;
    for (let k = 0; k < 7; k++) {
      const { targets, lengths } = batches.next().value;
      seen.push(...targets[0]);
      padding += lengths.reduce((sum, length) => sum + targets.length - length, 0);
    }
    assert.deepEqual(
      seen.sort((a, b) => a - b),
      all.map((_, i) => i + 1),
    );
    assert.ok(padding < 50, `${padding} steps of padding`);
    assert.throws(() => shuffledBatches(all, 0, 0, new Random(1)).next(), /size is 0/);
  });
});
