import assert from 'node:assert/strict';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  AliasTable,
  cbowLoss,
  gradientCheck,
  keepProbability,
  Matrix,
  matmulTransposed,
  nearestWords,
  negativeSamplingLoss,
  noiseDistribution,
  Random,
  transpose,
  Word2Vec,
  type NegativeSamplingExample,
  type Word2VecOptions,
} from 'unrolled';
import { tf } from 'unrolled/checks';
import {
  kernelSteps,
  readableSteps,
  type NegativeSamplingSteps,
} from '../../lib/dist/embeddings/negativeSamplingSteps.js';
import { needs } from '../support/needs.js';
import { distance } from '../tensor/arbitraries.js';

const [V, n_e] = [9, 5];

const skipGrams: NegativeSamplingExample[] = [
  { inputs: [3], target: 1, negatives: [5, 0, 8] },
  { inputs: [1], target: 3, negatives: [2, 5, 5] },
];
const bags: NegativeSamplingExample[] = [
  { inputs: [3, 4, 4, 7], target: 1, negatives: [5, 0] },
  { inputs: [2], target: 7, negatives: [5, 4] },
];

function randomParameters(seed = 1): { E: Matrix; Theta: Matrix } {
  const random = new Random(seed);
  return { E: random.normalMatrix(n_e, V), Theta: random.normalMatrix(n_e, V) };
}

/** The loss as the paper writes it, in tf.js. */
function lossInTfjs(examples: readonly NegativeSamplingExample[]) {
  return (E: Tensor, Theta: Tensor): Scalar => {
    const parts = examples.map(({ inputs, target, negatives }) => {
      const h = tf.gather(E, inputs, 1).mean(1);
      const score = (word: number) => tf.gather(Theta, [word], 1).squeeze([1]).mul(h).sum();
      // −log σ(z) = softplus(−z); the gradient of tf.logSigmoid throws in tf.js 4.22.
      return negatives.reduce<Tensor>(
        (sum, word) => sum.add(tf.softplus(score(word))),
        tf.softplus(score(target).neg()),
      );
    });
    return tf.addN(parts) as Scalar;
  };
}

describe('negative sampling', () => {
  for (const [name, loss, examples] of [
    ['skip-gram', negativeSamplingLoss, skipGrams],
    ['continuous bag of words', cbowLoss, bags],
  ] as const) {
    it(`${name}: right gradients by finite differences, values and gradients of tf.js`, () => {
      const parameters = randomParameters();
      const ours = loss(examples, parameters);
      for (const row of gradientCheck(
        () => loss(examples, parameters).loss,
        parameters,
        ours.gradients,
      )) {
        assert.ok(row.relativeError < 1e-8, `${row.name} ${row.relativeError}`);
      }
      const tensors = [parameters.E, parameters.Theta].map((M) => tf.tensor2d(M.toArray()));
      const inTfjs = lossInTfjs(examples);
      const value = inTfjs(tensors[0], tensors[1]).dataSync()[0];
      assert.ok(Math.abs(ours.loss - value) < 1e-4 * value);
      const [dE, dTheta] = tf.grads(inTfjs)(tensors);
      for (const [mine, theirs] of [
        [ours.gradients.dE, dE],
        [ours.gradients.dTheta, dTheta],
      ] as const) {
        assert.ok(distance(mine, new Matrix(n_e, V, Float64Array.from(theirs.dataSync()))) < 1e-5);
      }
    });
  }

  it('starts at (k + 1) log 2 where all answers are "perhaps"', () => {
    const parameters = { E: new Random(1).normalMatrix(n_e, V), Theta: Matrix.zeros(n_e, V) };
    const { loss } = negativeSamplingLoss(skipGrams, parameters);
    assert.ok(Math.abs(loss - 2 * 4 * Math.log(2)) < 1e-12);
  });

  it('says what is wrong', () => {
    const parameters = randomParameters();
    assert.throws(() => negativeSamplingLoss(bags, parameters), /examples\[0\] has 4 inputs/);
    const empty = [{ inputs: [], target: 1, negatives: [2] }];
    assert.throws(() => cbowLoss(empty, parameters), /examples\[0\] has no inputs/);
    const beyond = [{ inputs: [0], target: 9, negatives: [2] }];
    assert.throws(() => cbowLoss(beyond, parameters), /is 9, but must be from 0 to 8/);
    const narrow = { E: parameters.E, Theta: Matrix.zeros(n_e, 2) };
    assert.throws(() => cbowLoss(bags, narrow), /E is \[5, 9\], but Theta \[5, 2\]/);
  });
});

describe('steps of negative sampling', () => {
  /** Examples as records, and vectors in both implementations alike. */
  function filled(
    steps: NegativeSamplingSteps,
    examples: readonly NegativeSamplingExample[],
    { E, Theta }: { E: Matrix; Theta: Matrix },
  ): number {
    // prettier-ignore
    for (const [matrix, vectors] of [[E, steps.E], [Theta, steps.Theta]] as const) { // prettier-ignore
      for (let j = 0; j < matrix.cols; j++) {
        for (let i = 0; i < matrix.rows; i++) vectors[j * steps.stride + i] = matrix.get(i, j);
      }
    }
    let at = 0;
    for (const { inputs, target, negatives } of examples) {
      for (const number of [inputs.length, ...inputs, target, ...negatives]) {
        steps.records[at++] = number;
      }
    }
    return at;
  }

  const matrixOf = (vectors: Float32Array, stride: number, rows: number, cols: number) => {
    const M = Matrix.zeros(rows, cols);
    for (let j = 0; j < cols; j++) for (let i = 0; i < rows; i++) M.set(i, j, vectors[j * stride + i]); // prettier-ignore
    return M;
  };

  it('the readable one goes down the gradient of the loss', () => {
    const parameters = randomParameters();
    const [example] = skipGrams;
    for (const one of [example, bags[0]]) {
      const asked = 1 + one.negatives.length;
      const steps = readableSteps({ words: V, dimension: n_e, asked, records: 100 });
      steps.run(filled(steps, [one], parameters), 0.1);
      const { gradients } = cbowLoss([one], parameters);
      for (const [name, vectors, gradient] of [
        ['E', steps.E, gradients.dE],
        ['Theta', steps.Theta, gradients.dTheta],
      ] as const) {
        const expected = parameters[name].clone();
        gradient.data.forEach((d, k) => (expected.data[k] -= 0.1 * d));
        assert.ok(distance(matrixOf(vectors, n_e, n_e, V), expected) < 1e-6, name);
      }
    }
  });

  it('SIMD does what the readable one does, for all sizes', function () {
    const isThere = kernelSteps({ words: 1, dimension: 1, asked: 1, records: 1 }) !== undefined;
    needs(this, isThere, 'WebAssembly with SIMD is missing');
    const size = fc.integer({ min: 1, max: 21 });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 7 }), fc.integer(), (dimension, k, seed) => {
        const random = new Random(seed);
        const draw = (n: number) => Array.from({ length: n }, () => random.integer(0, V - 1));
        const examples = Array.from({ length: 8 }, () => ({
          inputs: draw(random.integer(1, 4)),
          target: random.integer(0, V - 1),
          negatives: draw(k),
        }));
        const parameters = {
          E: random.normalMatrix(dimension, V),
          Theta: random.normalMatrix(dimension, V),
        };
        const room = { words: V, dimension, asked: k + 1, records: 200 };
        const [readable, kernel] = [readableSteps(room), kernelSteps(room)!];
        const results = [readable, kernel].map((steps) => {
          steps.run(filled(steps, examples, parameters), 0.2);
          return [steps.E, steps.Theta].map((v) => matrixOf(v, steps.stride, dimension, V));
        });
        assert.ok(distance(results[0][0], results[1][0]) < 1e-5);
        assert.ok(distance(results[0][1], results[1][1]) < 1e-5);
      }),
    );
  });
});

describe('keepProbability', () => {
  it("is word2vec.c's formula", () => {
    // f = 0.01, ten times the threshold: (√10 + 1) / 10
    assert.ok(Math.abs(keepProbability(10, 1000) - (Math.sqrt(10) + 1) / 10) < 1e-15);
    assert.equal(keepProbability(1, 1000, 1e-3), 1);
    assert.equal(keepProbability(1000, 1000, 0), 1, 'threshold 0 keeps every word');
    assert.ok(keepProbability(500, 1000) < keepProbability(50, 1000));
  });

  it('says what is wrong', () => {
    assert.throws(() => keepProbability(0, 10), /count is 0/);
    assert.throws(() => keepProbability(11, 10), /count is 11, total 10/);
    assert.throws(() => keepProbability(1, 10, -1), /threshold -1/);
  });
});

describe('noise', () => {
  it('is drawn with count^0.75', () => {
    const distribution = noiseDistribution([1, 16, 81]);
    [1, 8, 27].forEach((weight, k) => {
      assert.ok(Math.abs(distribution[k] - weight / 36) < 1e-12);
    });
    assert.throws(() => noiseDistribution([0, 0]), /no word/);
    assert.throws(() => noiseDistribution([1, -1]), /counts\[1\] is -1/);
  });

  it('an alias table draws each outcome with its probability', () => {
    const random = new Random(1);
    for (const counts of [[1], [1, 0, 3], [5, 1, 1, 1, 20, 2, 0, 70], [1, 1, 1, 1]]) {
      const distribution = noiseDistribution(counts);
      const table = new AliasTable(distribution);
      const draws = 40_000;
      const seen = counts.map(() => 0);
      for (let n = 0; n < draws; n++) seen[table.draw(random)]++;
      distribution.forEach((p, i) => {
        const allowed = 5 * Math.sqrt((p * (1 - p)) / draws);
        assert.ok(Math.abs(seen[i] / draws - p) <= allowed, `${i} of ${counts.join(' ')}`);
      });
    }
  });
});

describe('Word2Vec', () => {
  /** Two topics that never meet: words of one stand only beside words of the same. */
  function corpus(): string[][] {
    const random = new Random(3);
    const topics = [
      ['cat', 'dog', 'horse', 'cow', 'sheep'],
      ['red', 'green', 'blue', 'white', 'black'],
    ];
    return Array.from({ length: 400 }, () => {
      const topic = random.choice(topics);
      return Array.from({ length: 8 }, () => random.choice(topic));
    });
  }
  const small: Word2VecOptions = { dimension: 12, window: 3, epochs: 15, threshold: 0, rate: 0.05 };

  for (const architecture of ['skip-gram', 'cbow'] as const) {
    it(`${architecture}: puts words near those that they stand beside`, async () => {
      const model = new Word2Vec(corpus(), { ...small, architecture, random: new Random(1) });
      const reports = [];
      for await (const progress of model.train()) reports.push(progress);
      const last = reports.at(-1)!;
      assert.equal(last.share, 1);
      assert.equal(last.words, 15 * 3200);
      assert.equal(last.epoch, 15);
      // 6 log 2 = 4.16 at first; the topic alone halves the doubt.
      assert.ok(last.loss < 3.6 && last.wordsPerSecond > 0, `loss ${last.loss}`);
      const embedding = model.embedding();
      assert.equal(embedding.size, 10);
      for (const word of ['cat', 'sheep', 'red', 'black']) {
        const isAnimal = word === 'cat' || word === 'sheep';
        for (const { word: near } of nearestWords(embedding, word, { count: 4 })) {
          assert.equal(/cat|dog|horse|cow|sheep/.test(near), isAnimal, `${near} near ${word}`);
        }
      }
    });
  }

  it('gives the same vectors for the same seed, and leaves rare words out', async () => {
    const train = async () => {
      const sentences = [...corpus(), ['rare', 'cat', 'rare']];
      const model = new Word2Vec(sentences, { ...small, epochs: 1, random: new Random(5) });
      for await (const { share } of model.train()) assert.ok(share > 0);
      return model.embedding();
    };
    const [one, other] = [await train(), await train()];
    assert.equal(distance(one.E, other.E), 0);
    assert.ok(!one.has('rare'));
  });

  it('learns θ·e = PMI − log k, as Levy and Goldberg (2014) show', async () => {
    const model = new Word2Vec(corpus(), { ...small, epochs: 40, random: new Random(1) });
    for await (const { share } of model.train()) assert.ok(share > 0);
    const [e, theta] = [model.embedding(), model.outputEmbedding()];
    const product = (input: string, output: string) =>
      matmulTransposed(transpose(theta.vector(output)), transpose(e.vector(input))).get(0, 0);
    for (const [input, output] of [
      ['cat', 'horse'],
      ['cow', 'sheep'],
      ['white', 'black'],
    ]) {
      // Half of all words are of the topic, so that each is twice as likely as by chance; k is 5.
      const wanted = Math.log(2) - Math.log(5);
      const z = product(input, output);
      assert.ok(Math.abs(z - wanted) < 0.3, `${input}, ${output}: ${z}`);
    }
    assert.ok(product('cat', 'red') < -2.5, 'they never meet');
  });

  it('stays usable where training was left', async () => {
    const model = new Word2Vec(corpus(), small);
    for await (const { share } of model.train()) if (share > 0) break;
    assert.equal(model.embedding().size, 10);
  });

  it('says what is wrong', () => {
    assert.throws(() => new Word2Vec([['a', 'b']]), /0 words come 5 times/);
    assert.throws(() => new Word2Vec(corpus(), { window: 0 }), /window is 0/);
    assert.throws(() => new Word2Vec(corpus(), { dimension: 2.5 }), /dimension is 2.5/);
    assert.throws(() => new Word2Vec(corpus(), { rate: 0 }), /rate is 0/);
  });
});
