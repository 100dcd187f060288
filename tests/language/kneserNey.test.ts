import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  KneserNeyBigram,
  NO_TOKEN,
  Random,
  sentences,
  shakespeare,
  Vocabulary,
  wordTokens,
} from 'unrolled';

const EOS = 0;

function sumAfter(model: KneserNeyBigram, previous: number, V: number): number {
  return Array.from({ length: V }, (_, token) => model.probability(token, previous)).reduce(
    (sum, p) => sum + p,
  );
}

describe('Kneser–Ney bigram', () => {
  it('gives every token a probability, and their sum is 1 after any token, also one never seen', () => {
    const V = 7;
    // Tokens 5 and 6 never come.
    const corpus = fc.array(fc.array(fc.integer({ min: 1, max: 4 })), { minLength: 1 });
    fc.assert(
      fc.property(corpus, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (sequences, D) => {
        const model = new KneserNeyBigram(sequences, V, EOS, D);
        for (let previous = NO_TOKEN; previous < V; previous++) {
          assert.ok(Math.abs(sumAfter(model, previous, V) - 1) < 1e-12);
          for (let token = 0; token < V; token++) {
            assert.ok(model.probability(token, previous) > 0);
          }
        }
      }),
    );
  });

  it('is what the formula gives by hand', () => {
    // Pairs: – 1 twice, 1 2 twice, 2 EOS three times, – 2 once. So n₁ = 1, n₂ = 2 and N(• •) = 4.
    const model = new KneserNeyBigram([[1, 2], [1, 2], [2]], 4, EOS);
    const close = (actual: number, expected: number) =>
      assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}, expected ${expected}`);
    close(model.discount, 1 / (1 + 2 * 2));
    // 2 followed two different tokens; 3 none.
    const P2 = (2 - 0.2) / 4 + (0.2 * 3) / 4 / 4;
    const P3 = (0.2 * 3) / 4 / 4;
    close(model.probability(2, NO_TOKEN), (1 - 0.2) / 3 + ((0.2 * 2) / 3) * P2);
    close(model.probability(3, 1), ((0.2 * 1) / 2) * P3);
    close(model.probability(2, 3), P2);
  });

  it('prefers what followed many different tokens to what often followed one', () => {
    // After a token never seen before: 2 came three times, each time after 1; 3 twice, after 4 and 5.
    const model = new KneserNeyBigram(
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [4, 3],
        [5, 3],
      ],
      8,
      EOS,
    );
    assert.ok(model.probability(3, 7) > model.probability(2, 7));
  });

  it('predicts unseen text better than adding one to each count, and than frequencies alone', () => {
    const texts = new Random(1).shuffle(sentences(shakespeare('Hamlet')).map((s) => wordTokens(s)));
    const [unseen, corpus] = [texts.slice(0, 400), texts.slice(400)];
    const vocabulary = Vocabulary.build(corpus, { size: 1000 });
    const ids = corpus.map((words) => vocabulary.encode(words));
    const V = vocabulary.size;
    const model = new KneserNeyBigram(ids, V, EOS);
    const pairs = (sequence: readonly number[]) =>
      [...sequence, EOS].map((token, k) => [sequence[k - 1] ?? NO_TOKEN, token] as const);
    const counts = new Map<string, number>();
    for (const [previous, token] of ids.flatMap(pairs)) {
      for (const key of [`${previous} ${token}`, `${previous}`, `total`, `= ${token}`]) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const count = (key: string) => counts.get(key) ?? 0;
    const lossOf = (probability: (token: number, previous: number) => number) =>
      unseen
        .flatMap((words) => pairs(vocabulary.encode(words)))
        .reduce((sum, [previous, token]) => sum - Math.log(probability(token, previous)), 0);
    const addOne = lossOf((w, v) => (count(`${v} ${w}`) + 1) / (count(`${v}`) + V));
    const frequencies = lossOf((w) => (count(`= ${w}`) + 1) / (count('total') + V));
    const kneserNey = lossOf((w, v) => model.probability(w, v));
    assert.ok(
      kneserNey < addOne && kneserNey < frequencies,
      `${kneserNey} ${addOne} ${frequencies}`,
    );
  });

  it('says what is wrong with its arguments', () => {
    assert.throws(() => new KneserNeyBigram([], 3, EOS), /no sequences/);
    assert.throws(() => new KneserNeyBigram([[1, 3]], 3, EOS), /no token 3: V is 3/);
    assert.throws(() => new KneserNeyBigram([[1], [1]], 3, EOS), /discount is 0.*too little text/);
    assert.throws(() => new KneserNeyBigram([[1]], 3, EOS, 1.5), /discount is 1\.5/);
    const model = new KneserNeyBigram([[1]], 3, EOS, 0.5);
    assert.throws(() => model.probability(3, 1), /no token 3/);
    assert.throws(() => model.probability(1, -2), /no token -2/);
  });
});
