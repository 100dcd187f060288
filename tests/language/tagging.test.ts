import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  adam,
  decodeSpans,
  gradientCheck,
  initializeDense,
  initializeLstm,
  lstmCell,
  Matrix,
  Random,
  spanF1,
  tag,
  taggerLoss,
  taggerParameters,
  train,
  type LstmParameters,
  type LstmState,
  type SpanScore,
  type Tagger,
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

describe('tagger', () => {
  const [V, n_e, n_a, tags] = [6, 3, 4, 3];
  const draw = (seed: number): Tagger<LstmParameters, LstmState> => {
    const random = new Random(seed);
    return {
      cell: lstmCell,
      E: random.normalMatrix(n_e, V),
      recurrent: {
        forward: initializeLstm(n_e, n_a, random),
        backward: initializeLstm(n_e, n_a, random),
      },
      dense: initializeDense(2 * n_a, tags, random),
      start: (m) => ({ a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) }),
    };
  };
  // Tag 1 where the *next* word is 5, else 0: only the backward direction can know.
  const sentences = [
    [2, 3, 5, 4],
    [3, 5],
    [2, 3, 4, 4],
  ];
  const lengths = sentences.map((sentence) => sentence.length);
  const words = [0, 1, 2, 3].map((t) => sentences.map((sentence) => sentence[t] ?? 0));
  const truth = sentences.map((sentence) =>
    sentence.map((_, t) => (sentence[t + 1] === 5 ? 1 : 0)),
  );
  // What stands in the padding, an impossible tag included, must not matter.
  const targets = [0, 1, 2, 3].map((t) => truth.map((sentence) => sentence[t] ?? 99));

  it('has right gradients (finite differences), whatever stands in the padding', () => {
    const tagger = draw(1);
    const rows = gradientCheck(
      () => taggerLoss(tagger, words, targets, lengths).loss,
      taggerParameters(tagger),
      taggerLoss(tagger, words, targets, lengths).gradients,
    );
    assert.equal(rows.length, 19);
    for (const row of rows) assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
  });

  it('learns what only later words tell', async () => {
    const tagger = draw(2);
    for await (const { loss } of train({
      parameters: taggerParameters(tagger),
      batches: Array<null>(100).fill(null),
      gradientsOf: () => taggerLoss(tagger, words, targets, lengths),
      optimizer: adam(0.05),
    })) {
      assert.ok(loss >= 0);
    }
    assert.deepEqual(tag(tagger, words, lengths), truth);
  });
});
