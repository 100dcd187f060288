import assert from 'node:assert/strict';
import type { Tensor } from '@tensorflow/tfjs';
import {
  adam,
  addEmbeddingGradient,
  embeddingForward,
  encodeBatch,
  gradientCheck,
  initializeDense,
  initializeLstm,
  languageModelLoss,
  lstmCell,
  Matrix,
  modelParameters,
  NO_TOKEN,
  perplexity,
  Random,
  rnnCell,
  sampleSequence,
  sentenceLogProbability,
  train,
  type LanguageModel,
  type LstmParameters,
  type LstmState,
  type RnnParameters,
} from 'unrolled';
import { tf, toDenseWeights, toLstmWeights, toTensor } from 'unrolled/checks';

const [V, n_e, n_a] = [6, 3, 5];
const EOS = 0;
const UNK = 1;

function randomModel(seed: number): LanguageModel<LstmParameters, LstmState> {
  const random = new Random(seed);
  const dense = initializeDense(n_a, V, random);
  return {
    cell: lstmCell,
    E: random.normalMatrix(n_e, V),
    recurrent: initializeLstm(n_e, n_a, random),
    dense: { ...dense, by: random.normalMatrix(V, 1) },
    start: { a: random.normalMatrix(n_a, 1, 0.3), c: random.normalMatrix(n_a, 1, 0.3) },
  };
}

const sequences = [
  [2, 3, 4, 5],
  [5, 2],
  [3, 3, 1],
];
const batch = encodeBatch(sequences, EOS);

/** P(y<t>) depends on y<t-1> alone, by the given table: a Markov chain written as an RNN. */
function markovModel(
  rows: number[][],
  first: number[],
): LanguageModel<RnnParameters, { a: Matrix }> {
  const size = rows.length;
  // a<t> = tanh(20 · one-hot(x<t>)) is one-hot to 1e-17; with no token it is zero.
  const identity = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
  const by = first.map(Math.log);
  return {
    cell: rnnCell,
    E: Matrix.from(identity),
    recurrent: {
      Wax: Matrix.from(identity.map((row) => row.map((entry) => 20 * entry))),
      Waa: Matrix.zeros(size, size),
      ba: Matrix.zeros(size, 1),
    },
    dense: {
      Wya: Matrix.from(
        Array.from({ length: size }, (_, next) =>
          rows.map((row) => Math.log(row[next]) - by[next]),
        ),
      ),
      by: Matrix.column(by),
    },
    start: { a: Matrix.zeros(size, 1) },
  };
}

describe('embedding look-up', () => {
  const E = new Random(1).normalMatrix(n_e, V);

  it('is E times one-hot, and its gradient goes where it came from', () => {
    const tokens = [4, 0, 4, NO_TOKEN];
    const x = embeddingForward(E, tokens);
    assert.equal(x.get(2, 2), E.get(2, 4));
    assert.equal(x.get(1, 3), 0);
    const target = new Random(2).normalMatrix(n_e, tokens.length);
    const dE = Matrix.zeros(n_e, V);
    addEmbeddingGradient(target, tokens, dE);
    const expected = tf.grad((e: Tensor) =>
      tf
        .gather(e, tokens.slice(0, 3))
        .mul(toTensor(target).slice([0, 0], [3, n_e]))
        .sum(),
    )(toTensor(E));
    Array.from(expected.dataSync()).forEach((d, k) => {
      assert.ok(Math.abs(d - dE.get(k % n_e, Math.floor(k / n_e))) < 1e-5);
    });
  });

  it('refuses a token that is not in the vocabulary', () => {
    for (const bad of [V, -2, 0.5]) {
      assert.throws(() => embeddingForward(E, [0, bad]), /tokens\[1\] is .*must be from 0 to 5/);
      const dE = Matrix.zeros(n_e, V);
      const dx = Matrix.from([[1, 1], [1, 1], [1, 1]]); // prettier-ignore
      assert.throws(() => addEmbeddingGradient(dx, [0, bad], dE), /tokens\[1\] is .* from 0 to 5/);
      assert.ok(dE.data.every((entry) => entry === 0));
    }
    assert.throws(
      () => addEmbeddingGradient(Matrix.zeros(n_e, 3), [0, 1], Matrix.zeros(n_e, V)),
      /dx is \[3, 3\], but must be \[3, 2\]/,
    );
  });
});

describe('language model', () => {
  it('has right gradients (finite differences)', () => {
    const model = randomModel(1);
    const rows = gradientCheck(
      () => languageModelLoss(model, batch).loss,
      modelParameters(model),
      languageModelLoss(model, batch).gradients,
    );
    assert.equal(rows.length, 11);
    for (const row of rows) assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
  });

  it('has right gradients with dropout, for the same draw', () => {
    const model = randomModel(2);
    const loss = () => languageModelLoss(model, batch, { dropout: 0.4, random: new Random(9) });
    const rows = gradientCheck(() => loss().loss, modelParameters(model), loss().gradients);
    for (const row of rows) assert.ok(row.relativeError < 1e-7, `${row.name} ${row.relativeError}`);
    assert.throws(() => languageModelLoss(model, batch, { dropout: 0.4 }), /source of randomness/);
    assert.throws(() => languageModelLoss(model, batch, { dropout: 1 }), /dropout is 1/);
  });

  it('gives the log-probabilities that the same model in tf.js gives', () => {
    const model = {
      ...randomModel(3),
      start: { a: Matrix.zeros(n_a, 1), c: Matrix.zeros(n_a, 1) },
    };
    const lstm = tf.layers.lstm({
      units: n_a,
      returnSequences: true,
      recurrentActivation: 'sigmoid',
    });
    const dense = tf.layers.dense({ units: V });
    const ours = sentenceLogProbability(model, batch);
    sequences.forEach((sequence, j) => {
      const embedded = tf.concat([tf.zeros([1, n_e]), tf.gather(toTensor(model.E), sequence)]);
      const predict = () => dense.apply(lstm.apply(embedded.expandDims(0))) as Tensor;
      predict();
      lstm.setWeights(toLstmWeights(model.recurrent));
      dense.setWeights(toDenseWeights(model.dense));
      const logP = tf.logSoftmax(predict().squeeze([0]));
      const truth = tf.oneHot([...sequence, EOS], V);
      const expected = logP.mul(truth).sum().dataSync()[0];
      assert.ok(Math.abs(ours[j] - expected) < 1e-4, `${ours[j]} and ${expected}`);
    });
  });

  it('scores a sentence in a batch as it scores it alone, whatever stands in the padding', () => {
    const model = randomModel(5);
    const padded = { ...batch, targets: batch.targets.map((step) => [...step]) };
    batch.lengths.forEach((length, j) => {
      for (let t = length; t < padded.targets.length; t++) padded.targets[t][j] = V - 1;
    });
    sentenceLogProbability(model, padded).forEach((logP, j) => {
      const [alone] = sentenceLogProbability(model, encodeBatch([sequences[j]], EOS));
      assert.ok(Math.abs(logP - alone) < 1e-12, `${logP} and ${alone}`);
    });
  });

  it('a model that knows nothing is in doubt among all V tokens', () => {
    const uniform = Array<number>(4).fill(1 / 4);
    const model = markovModel([uniform, uniform, uniform, uniform], uniform);
    assert.ok(Math.abs(perplexity(model, [encodeBatch([[1, 2], [3]], 0)]) - 4) < 1e-9);
    assert.throws(() => perplexity(model, []), /no batches/);
  });

  it('learns: on sequences that always continue alike, nearly no doubt is left', async () => {
    const model = randomModel(4);
    const batches = Array<typeof batch>(150).fill(encodeBatch([[2, 3, 4, 5]], EOS));
    let last = Infinity;
    for await (const { loss } of train({
      parameters: modelParameters(model),
      batches,
      gradientsOf: (one) => languageModelLoss(model, one),
      optimizer: adam(0.05),
      clip: 5,
    })) {
      last = loss;
    }
    assert.ok(last < 0.05, `loss ${last}`);
    const options = { eos: EOS, maxLength: 10, k: 1 };
    assert.deepEqual(sampleSequence(model, options, new Random(1)), [2, 3, 4, 5]);
  });
});

describe('sampling', () => {
  // Token 0 ends, 1 is UNK.
  const first = [0.1, 0.3, 0.6];
  const rows = [
    [1 / 3, 1 / 3, 1 / 3],
    [0.5, 0.25, 0.25],
    [0.2, 0.2, 0.6],
  ];
  const model = markovModel(rows, first);

  /** G-test: twice the log-likelihood ratio; with few degrees of freedom, 40 is beyond 1e-7. */
  function gStatistic(counts: number[], expected: number[]): number {
    const total = counts.reduce((sum, n) => sum + n);
    return counts.reduce(
      (sum, n, i) => sum + (n === 0 ? 0 : 2 * n * Math.log(n / (total * expected[i]))),
      0,
    );
  }

  it('draws first tokens and successors with their probabilities', () => {
    const random = new Random(1);
    const firsts = [0, 0, 0];
    const after2 = [0, 0, 0];
    for (let n = 0; n < 20_000; n++) {
      const tokens = [...sampleSequence(model, { eos: 0, maxLength: 5 }, random)];
      firsts[tokens[0] ?? 0]++;
      if (tokens[0] === 2) after2[tokens[1] ?? 0]++;
    }
    assert.ok(gStatistic(firsts, first) < 40);
    assert.ok(gStatistic(after2, rows[2]) < 40);
  });

  it('rejecting UNK is drawing from the others', () => {
    const random = new Random(2);
    const firsts = [0, 0, 0];
    for (let n = 0; n < 20_000; n++) {
      const tokens = sampleSequence(model, { eos: 0, maxLength: 3, rejectUnk: UNK }, random);
      assert.ok(!tokens.includes(UNK));
      firsts[tokens[0] ?? 0]++;
    }
    assert.ok(gStatistic(firsts, [0.1 / 0.7, 0, 0.6 / 0.7]) < 40);
  });

  it('reads a given start, and draws what follows it', () => {
    const random = new Random(3);
    const after2 = [0, 0, 0];
    for (let n = 0; n < 20_000; n++) {
      const tokens = sampleSequence(model, { eos: 0, maxLength: 3, start: [1, 2] }, random);
      assert.deepEqual(tokens.slice(0, 2), [1, 2]);
      after2[tokens[2] ?? 0]++;
    }
    assert.ok(gStatistic(after2, rows[2]) < 40);
    const onlyTwo = sampleSequence(model, { eos: 0, maxLength: 2, start: [1, 2] }, random);
    assert.deepEqual(onlyTwo, [1, 2]);
  });

  it('says which option is out of range', () => {
    const sample = (options: object) =>
      sampleSequence(model, { eos: 0, maxLength: 3, ...options }, new Random(1));
    for (const bad of [0, -1, 1.5, NaN]) {
      assert.throws(
        () => sample({ maxLength: bad }),
        new RegExp(`maxLength is ${bad}, but must be a positive whole number`),
      );
    }
    for (const bad of [3, -1, 0.5, NaN]) {
      assert.throws(() => sample({ eos: bad }), /eos is .*, but must be a token from 0 to 2/);
      assert.throws(() => sample({ rejectUnk: bad }), /rejectUnk is .*, but must be a token from/);
    }
  });

  it('stops at maxLength', () => {
    const endless = markovModel([[1e-9, 0.5, 0.5], [1e-9, 0.5, 0.5], [1e-9, 0.5, 0.5]], first); // prettier-ignore
    const tokens = sampleSequence(endless, { eos: 0, maxLength: 7, rejectUnk: 0 }, new Random(1));
    assert.equal(tokens.length, 7);
  });
});
