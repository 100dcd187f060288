import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  adam,
  decodeSpans,
  EOS,
  generateNer,
  gradientCheck,
  initializeDense,
  initializeLstm,
  lstmCell,
  maskedTokenLoss,
  Matrix,
  Random,
  SentenceTagger,
  spanF1,
  tag,
  taggerForward,
  taggerLoss,
  taggerParameters,
  train,
  UNK,
  WordEncoder,
  wordShape,
  type LstmParameters,
  type LstmState,
  type SpanScore,
  type TaggedBatch,
  type TaggedSentence,
  type Tagger,
  type TaggerProgress,
} from 'unrolled';

describe('spans', () => {
  it('begin at B, or at an I that continues nothing, and end before anything else', () => {
    assert.deepEqual(decodeSpans(['B-PER', 'I-PER', 'O', 'B-PER', 'B-PER', 'I-LOC', 'I-LOC']), [
      { label: 'PER', start: 0, end: 2 },
      { label: 'PER', start: 3, end: 4 },
      { label: 'PER', start: 4, end: 5 },
      { label: 'LOC', start: 5, end: 7 },
    ]);
    assert.deepEqual(decodeSpans([]), []);
    for (const bad of ['PER', 'B-', 'X-PER', '']) {
      assert.throws(() => decodeSpans(['O', bad]), /tags\[1\] is ".*must be O, B-… or I-…/);
    }
  });

  it('score as seqeval scores them (fixtures/write-seqeval.py)', () => {
    const fixture = join(import.meta.dirname, 'fixtures/seqeval.json');
    const cases = JSON.parse(readFileSync(fixture, 'utf8')) as {
      predicted: string[][];
      truth: string[][];
      overall: SpanScore;
      byLabel: Record<string, SpanScore>;
    }[];
    assert.equal(cases.length, 40);
    const assertClose = (ours: SpanScore, theirs: SpanScore) => {
      for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
        assert.ok(Math.abs(ours[key] - theirs[key]) < 1e-12, `${key} ${ours[key]} ${theirs[key]}`);
      }
    };
    for (const { predicted, truth, overall, byLabel } of cases) {
      const { byLabel: ours, ...all } = spanF1(predicted, truth);
      assertClose(all, overall);
      assert.deepEqual(Object.keys(ours), Object.keys(byLabel));
      for (const [label, theirs] of Object.entries(byLabel)) assertClose(ours[label], theirs);
    }
  });

  it('want as many tags as words', () => {
    assert.throws(() => spanF1([['O']], []), /1 predicted sentences, but 0 true ones/);
    assert.throws(() => spanF1([['O']], [['O', 'O']]), /sentence 0 has 1 predicted tags, but 2/);
  });
});

/** A tagger of words with two embeddings and, where asked for, their spelling. */
function drawTagger(seed: number, isSpelling = true): Tagger<LstmParameters, LstmState> {
  const random = new Random(seed);
  const [n_a, n_s] = [4, 2];
  const lstm = (n_x: number, units: number) => ({
    cell: lstmCell,
    recurrent: {
      forward: initializeLstm(n_x, units, random),
      backward: initializeLstm(n_x, units, random),
    },
    start: (m: number) => ({ a: Matrix.zeros(units, m), c: Matrix.zeros(units, m) }),
  });
  return {
    ...lstm(3 + 2 + (isSpelling ? 2 * n_s : 0), n_a),
    embeddings: { word: random.normalMatrix(3, 6), shape: random.normalMatrix(2, 4) },
    speller: isSpelling ? { ...lstm(5, n_s), E: random.normalMatrix(5, 7) } : undefined,
    dense: initializeDense(2 * n_a, 3, random),
  };
}

/** Numbers of whole sentences, turned into T lists of m. */
const stepsOf = (sentences: readonly (readonly number[])[], padding: number) =>
  [0, 1, 2, 3].map((t) => sentences.map((sentence) => sentence[t] ?? padding));

describe('tagger', () => {
  // Tag 1 where the *next* word is 5, else 0: only the backward direction can know.
  const sentences = [
    [2, 3, 5, 4],
    [3, 5],
    [2, 3, 4, 4],
  ];
  const truth = sentences.map((sentence) =>
    sentence.map((_, t) => (sentence[t + 1] === 5 ? 1 : 0)),
  );
  const batch: TaggedBatch = {
    inputs: {
      word: stepsOf(sentences, 0),
      shape: stepsOf(
        sentences.map((sentence) => sentence.map((word) => word % 4)),
        0,
      ),
    },
    spelling: {
      // Four different words, of three, one, two and three characters.
      characters: [
        [1, 2, 3, 4],
        [5, 0, 6, 1],
        [2, 0, 0, 3],
      ],
      lengths: [3, 1, 2, 3],
      places: stepsOf(
        sentences.map((sentence) => sentence.map((word) => word - 2)),
        0,
      ),
    },
    // What stands in the padding, an impossible tag included, must not matter.
    tags: stepsOf(truth, 99),
    lengths: sentences.map((sentence) => sentence.length),
  };

  const assertGradients = (
    tagger: ReturnType<typeof drawTagger>,
    some: TaggedBatch,
    rows: number,
  ) => {
    const found = gradientCheck(
      () => taggerLoss(tagger, some).loss,
      taggerParameters(tagger),
      taggerLoss(tagger, some).gradients,
    );
    assert.equal(found.length, rows);
    for (const row of found) {
      assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
    }
  };

  it('has right gradients (finite differences), whatever stands in the padding', () => {
    assertGradients(drawTagger(1, false), batch, 2 + 16 + 2);
    assertGradients(drawTagger(1), batch, 2 + 17 + 16 + 2);
  });

  it('has right gradients where every word is a single character', () => {
    const spelling = { characters: [[1, 2, 3, 4]], lengths: [1, 1, 1, 1] };
    const places = batch.spelling!.places;
    assertGradients(drawTagger(2), { ...batch, spelling: { ...spelling, places } }, 37);
  });

  it('has right gradients with dropout: both passes leave out the same', () => {
    const tagger = drawTagger(3);
    const options = () => ({ dropout: 0.4, random: new Random(5) });
    const { loss, gradients } = taggerLoss(tagger, batch, options());
    assert.notEqual(loss, taggerLoss(tagger, batch).loss);
    const rows = gradientCheck(
      () => taggerLoss(tagger, batch, options()).loss,
      taggerParameters(tagger),
      gradients,
    );
    for (const row of rows) assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
  });

  it('gives a sentence the same values alone and in a batch', () => {
    const tagger = drawTagger(4);
    const together = taggerForward(tagger, batch).z;
    const alone = taggerForward(tagger, {
      inputs: { word: [[3], [5]], shape: [[3], [1]] },
      spelling: { ...batch.spelling!, places: [[1], [3]] },
      lengths: [2],
    }).z;
    alone.forEach((zt, t) => {
      for (let i = 0; i < zt.rows; i++) {
        assert.ok(Math.abs(zt.get(i, 0) - together[t].get(i, 1)) < 1e-12);
      }
    });
  });

  it('learns what only later words tell', async () => {
    const tagger = drawTagger(2);
    for await (const { loss } of train({
      parameters: taggerParameters(tagger),
      batches: Array<null>(100).fill(null),
      gradientsOf: () => taggerLoss(tagger, batch),
      optimizer: adam(0.05),
    })) {
      assert.ok(loss >= 0);
    }
    assert.deepEqual(tag(tagger, batch), truth);
  });
});

describe('maskedTokenLoss', () => {
  it('is the mean over the real words of all sentences together', () => {
    const z = [Matrix.from([[0, 3], [0, 1], [0, 0]]), Matrix.from([[1, 5], [0, 6], [2, 7]])]; // prettier-ignore
    const [one, two, three] = [
      Math.log(3),
      Math.log(Math.exp(3) + Math.E + 1) - 1,
      Math.log(Math.E + 1 + Math.exp(2)) - 2,
    ];
    const { loss, dz } = maskedTokenLoss(z, [[0, 1], [2, 99]], [2, 1]); // prettier-ignore
    assert.ok(Math.abs(loss - (one + two + three) / 3) < 1e-12);
    assert.deepEqual(
      [0, 1, 2].map((i) => dz[1].get(i, 1)),
      [0, 0, 0],
    );
    assert.ok(Math.abs(dz[0].get(0, 0) - (1 / 3 - 1) / 3) < 1e-12);
  });
});

describe('what a tagger is told of words', () => {
  it('is their shape', () => {
    const shapes = ['Paris', 'UNESCO', '1,700', 'McDonald', 'U.S.', 'the', '東京', '研究X', '№'];
    const wanted = ['Xx', 'X', 'd,d', 'XxXx', 'X.X.', 'x', 'c', 'cX', '№'];
    assert.deepEqual(shapes.map(wordShape), wanted);
  });

  const sentences = [
    ['The', 'cat', 'saw', 'Tom'],
    ['the', 'Cat'],
  ];
  const vectors = { words: ['dog', 'cat'], E: Matrix.from([[1, 2], [3, 4], [5, 6]]) }; // prettier-ignore

  it('is numbered: known and repeated words by themselves, words seen once as unknown', () => {
    const encoder = new WordEncoder(sentences, { vectors });
    assert.deepEqual(encoder.vocabularies.word.tokens, [EOS, UNK, 'dog', 'cat', 'the']);
    assert.deepEqual(encoder.vocabularies.shape.tokens, [EOS, UNK, 'Xx', 'x']);
    const { inputs, lengths, spelling } = encoder.encode([
      ['Dog', 'saw', 'CAT', 'x9'],
      ['the', 'saw'],
    ]);
    assert.deepEqual(inputs.word, [[2, 4], [1, 1], [3, 0], [1, 0]]); // prettier-ignore
    assert.deepEqual(inputs.shape, [[2, 3], [3, 3], [1, 0], [1, 0]]); // prettier-ignore
    assert.deepEqual(lengths, [4, 2]);
    assert.deepEqual(spelling.places, [[0, 4], [1, 1], [2, 0], [3, 0]]); // prettier-ignore
    assert.deepEqual(spelling.lengths, [3, 3, 3, 2, 3]);
    assert.deepEqual(
      spelling.characters.map((step) => step[1]),
      encoder.characters.encode([...'saw']),
    );
  });

  it('begins with the given vectors', () => {
    const encoder = new WordEncoder(sentences, { vectors });
    const { word, shape } = encoder.initialEmbeddings(() => 7, new Random(1));
    assert.deepEqual(word.shape, [3, 5]);
    assert.deepEqual(shape.shape, [7, 4]);
    assert.deepEqual(
      word.toArray().map((row) => row.slice(2, 4)),
      vectors.E.toArray(),
    );
  });

  it('leaves out some words, and no shapes, when asked to', () => {
    const encoder = new WordEncoder([Array<string>(1000).fill('Cat')]);
    const { inputs } = encoder.encode([Array<string>(1000).fill('Cat')], {
      unknown: 0.25,
      random: new Random(1),
    });
    const hidden = inputs.word.filter((step) => step[0] === encoder.vocabularies.word.id(UNK));
    assert.ok(Math.abs(hidden.length - 250) < 50, String(hidden.length));
    assert.ok(inputs.shape.every((step) => step[0] === encoder.vocabularies.shape.id('Xx')));
  });

  it('wants sentences', () => {
    assert.throws(() => new WordEncoder([]), /at least one token/);
    assert.throws(() => new WordEncoder(sentences).encode([]), /no sentences/);
  });
});

describe('SentenceTagger', () => {
  const random = new Random(11);
  const training = generateNer(150, random);
  const validation = generateNer(30, random);
  const small = { n_a: 16, n_e: 8, spelling: 4 };
  const words = validation.map(({ tokens }) => tokens);

  it('learns, and keeps the weights that had the best score', async () => {
    const tagger = new SentenceTagger(training, { ...small, random: new Random(1) });
    const scores: number[] = [];
    let last: TaggerProgress | undefined;
    const options = { epochs: 8, size: 8, rate: 0.01, dropout: 0.2 };
    for await (const progress of tagger.train(training, validation, options)) {
      last = progress;
      if (progress.validation) scores.push(progress.validation.score);
    }
    assert.equal(scores.length, 8);
    const truth = validation.map(({ tags }) => tags);
    const { f1 } = spanF1(tagger.tag(words), truth);
    assert.equal(f1, Math.max(...scores));
    assert.equal(last!.validation!.best, f1);
    assert.ok(f1 > 0.5, `F1 ${f1}`);
  });

  it('stops when the score has not risen for some epochs', async () => {
    const tagger = new SentenceTagger(training, { ...small, random: new Random(1) });
    const given = [0, 0.1, 0.5, 0.4, 0.5, 0.3, 0.9];
    let epochs = 0;
    const options = { patience: 3, score: () => given[epochs++] };
    for await (const { share } of tagger.train(training.slice(0, 8), validation, options)) {
      assert.ok(share > 0 && share <= 1);
    }
    assert.equal(epochs, 6);
  });

  it('tags words that it never saw, in sentences of any length', () => {
    const tagger = new SentenceTagger(training, { ...small, spelling: 0 });
    const odd = [['Ж', 'x'.repeat(99), '🐻'], ['1'], words[0], ['?', '!']];
    const tags = tagger.tag(odd);
    assert.deepEqual(
      tags.map((some) => some.length),
      odd.map((some) => some.length),
    );
    assert.ok(tags.flat().every((one) => tagger.tags.includes(one)));
    assert.deepEqual(tagger.tag([]), []);
  });

  it('wants sentences to learn from and to score', async () => {
    const tagger = new SentenceTagger(training, small);
    const first = async (...parts: [TaggedSentence[], TaggedSentence[]]) => {
      for await (const progress of tagger.train(...parts)) return progress;
      return undefined;
    };
    await assert.rejects(first(training, []), /no sentences to score/);
    await assert.rejects(first([], validation), /no sequences/);
  });
});
