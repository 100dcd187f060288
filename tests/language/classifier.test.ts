import assert from 'node:assert/strict';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import {
  adam,
  classifierAccuracy,
  classifierLoss,
  classifierParameters,
  classify,
  embeddingForward,
  generateAgreement,
  gradientCheck,
  initializeDense,
  initializeLstm,
  labeledBatch,
  lstmCell,
  Matrix,
  Random,
  rnnCell,
  train,
  Vocabulary,
  type Classifier,
  type LstmParameters,
  type LstmState,
  type RnnParameters,
} from 'unrolled';
import { tf, toMask, toSequenceTensor, toSimpleRnnWeights, toTensor } from 'unrolled/checks';

// All sizes differ, so that nothing transposed fits by accident.
const [V, n_e, n_a, classes] = [9, 3, 5, 2];
const random = new Random(1);
const batch = labeledBatch([[1, 2, 3, 4], [5], [6, 7], [8, 0, 2]], [1, 0, 0, 1]);

const dense = () => ({
  Wya: random.normalMatrix(classes, n_a),
  by: random.normalMatrix(classes, 1),
});
const rnn: Classifier<RnnParameters, { a: Matrix }> = {
  cell: rnnCell,
  E: random.normalMatrix(n_e, V),
  recurrent: {
    Wax: random.normalMatrix(n_a, n_e),
    Waa: random.normalMatrix(n_a, n_a, 0.5),
    ba: random.normalMatrix(n_a, 1),
  },
  dense: dense(),
  start: (m) => ({ a: Matrix.zeros(n_a, m) }),
};
const lstm: Classifier<LstmParameters, LstmState> = {
  cell: lstmCell,
  E: random.normalMatrix(n_e, V),
  recurrent: initializeLstm(n_e, n_a, random),
  dense: dense(),
  start: (m) => ({ a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) }),
};

describe('a classifier of sequences', () => {
  it('has the loss that tf.js finds for an embedding, simpleRNN and dense', () => {
    tf.tidy(() => {
      const layer = tf.layers.simpleRNN({ units: n_a });
      const x = toSequenceTensor(batch.words.map((tokens) => embeddingForward(rnn.E, tokens)));
      const mask = toMask(batch.lengths, batch.words.length);
      layer.apply(x);
      layer.setWeights(toSimpleRnnWeights(rnn.recurrent));
      const a = layer.apply(x, { mask }) as Tensor;
      const logits = a.matMul(toTensor(rnn.dense.Wya)).add(toTensor(rnn.dense.by));
      const labels = tf.oneHot(tf.tensor1d([...batch.labels], 'int32'), classes);
      const expected = tf.losses.softmaxCrossEntropy<Tensor, Scalar>(labels, logits);
      const { loss } = classifierLoss(rnn, batch);
      assert.ok(Math.abs(loss - expected.dataSync()[0]) < 1e-5);
    });
  });

  it('has right gradients, the embedding’s included (finite differences)', () => {
    const rows = [
      ...gradientCheck(
        () => classifierLoss(rnn, batch).loss,
        classifierParameters(rnn),
        classifierLoss(rnn, batch).gradients,
      ),
      ...gradientCheck(
        () => classifierLoss(lstm, batch).loss,
        classifierParameters(lstm),
        classifierLoss(lstm, batch).gradients,
      ),
    ];
    for (const { name, relativeError } of rows) assert.ok(relativeError < 1e-7, name);
  });

  it('gives each example the same class alone as in a batch', () => {
    const together = classify(rnn, batch);
    const sequences = batch.lengths.map((length, j) =>
      batch.words.slice(0, length).map((words) => words[j]),
    );
    sequences.forEach((sequence, j) => {
      assert.deepEqual(classify(rnn, labeledBatch([sequence], [0])), [together[j]]);
    });
    const right = together.filter((one, j) => one === batch.labels[j]).length;
    assert.equal(classifierAccuracy(rnn, batch), right / 4);
  });

  it('refuses a batch of nothing, and labels that are too few', () => {
    assert.throws(() => labeledBatch([], []), /no sequences were given/);
    assert.throws(() => labeledBatch([[1], [2]], [0]), /there are 2 sequences, but 1 labels/);
  });

  it('learns whether a verb five words after its subject is singular or plural', async function () {
    this.timeout(60_000);
    const examples = generateAgreement(1200, new Random(2), { distance: 5 });
    const vocabulary = Vocabulary.build(
      examples.map(({ prefix }) => prefix),
      { unk: false },
    );
    const batchOf = (some: typeof examples) =>
      labeledBatch(
        some.map(({ prefix }) => vocabulary.encode(prefix)),
        some.map(({ subject }) => Number(subject === 'plural')),
      );
    const model: Classifier<LstmParameters, LstmState> = {
      ...lstm,
      E: random.normalMatrix(n_e, vocabulary.size),
      dense: initializeDense(n_a, classes, random),
    };
    const unseen = batchOf(examples.slice(0, 200));
    const batches = Array.from({ length: 300 }, (_, k) =>
      batchOf(Array.from({ length: 32 }, (_, j) => examples[200 + ((32 * k + j) % 1000)])),
    );
    const training = train({
      parameters: classifierParameters(model),
      batches,
      gradientsOf: (some) => classifierLoss(model, some),
      optimizer: adam(0.02),
    });
    for await (const progress of training) assert.ok(progress.loss >= 0);
    assert.ok(classifierAccuracy(model, unseen) > 0.97);
  });
});
