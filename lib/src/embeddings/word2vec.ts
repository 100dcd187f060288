import { Matrix } from '../tensor/matrix';
import { Random } from '../tensor/random';
import { Embedding } from './embedding';
import { AliasTable, keepProbability, noiseDistribution } from './frequency';
import {
  meanLoss,
  negativeSamplingSteps,
  type NegativeSamplingSteps,
} from './negativeSamplingSteps';

/** How word2vec learns; what is left out is as in word2vec.c and gensim. */
export interface Word2VecOptions {
  /** From each word near it, or from the mean of them all, is the word in the middle predicted. */
  readonly architecture?: 'skip-gram' | 'cbow';
  /** n_e */
  readonly dimension?: number;
  /** Words on either side; for each word a number from 1 to window is drawn, so near ones count more. */
  readonly window?: number;
  /** k, noise words for each word predicted. */
  readonly negatives?: number;
  readonly epochs?: number;
  /** Rarer words are left out. */
  readonly minCount?: number;
  /** See `keepProbability`. */
  readonly threshold?: number;
  /** The first learning rate, and the last one: it falls in proportion to the words read. */
  readonly rate?: number;
  readonly lastRate?: number;
  readonly random?: Random;
}

/** How training stands. */
export interface Word2VecProgress {
  /** Counted from 1. */
  readonly epoch: number;
  /** The share of all words of all epochs that have been read. */
  readonly share: number;
  /** Read since training began. */
  readonly words: number;
  readonly wordsPerSecond: number;
  /** The mean loss of some of the last examples, in nats, just before they were learned from. */
  readonly loss: number;
}

/** Room for so many numbers of examples: they are made, and then learned from, so many at a time. */
const RECORDS = 2 ** 16;
/** Milliseconds between two reports. */
const REPORT_EVERY = 100;

/**
 * word2vec: skip-grams or a continuous bag of words with negative sampling and subsampling of
 * frequent words, trained by stochastic gradient descent.
 *
 *     const model = new Word2Vec(sentences);
 *     for await (const { share, loss } of model.train()) console.log(share, loss);
 *     nearestWords(model.embedding(), 'elizabeth');
 *
 * @see Mikolov, Sutskever, Chen, Corrado and Dean, *Distributed Representations of Words and Phrases
 *   and their Compositionality* (2013)
 */
export class Word2Vec {
  /** The vocabulary, the most frequent word first. */
  readonly words: readonly string[];
  private readonly options: Required<Word2VecOptions>;
  private readonly steps: NegativeSamplingSteps;
  /** All sentences' words by number, one after the other, without rare ones. */
  private readonly tokens: Int32Array;
  /** Where each sentence ends in tokens. */
  private readonly ends: readonly number[];
  private readonly keep: Float64Array;
  private readonly noise: AliasTable;
  /** How much room in records the examples for one word may need. */
  private readonly longest: number;

  /**
   * @param sentences lists of words: contexts don't reach beyond them
   * @throws RangeError where fewer than two words are frequent enough, or an option is out of range
   */
  constructor(sentences: Iterable<readonly string[]>, options: Word2VecOptions = {}) {
    this.options = withDefaults(options);
    const { architecture, minCount, threshold, dimension, window, negatives, random } =
      this.options;
    const corpus = [...sentences];
    const frequent = [...countWords(corpus)]
      .filter(([, count]) => count >= minCount)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (frequent.length < 2) {
      throw new RangeError(
        `Word2Vec: ${frequent.length} words come ${minCount} times (minCount) or more, ` +
          'but at least 2 are needed',
      );
    }
    this.words = frequent.map(([word]) => word);
    const counts = frequent.map(([, count]) => count);
    const total = counts.reduce((a, b) => a + b, 0);
    ({ tokens: this.tokens, ends: this.ends } = encode(corpus, this.words, total));
    this.keep = Float64Array.from(counts, (count) => keepProbability(count, total, threshold));
    this.noise = new AliasTable(noiseDistribution(counts));
    this.longest =
      architecture === 'cbow' ? 2 + 2 * window + negatives : 2 * window * (3 + negatives);
    this.steps = negativeSamplingSteps({
      words: this.words.length,
      dimension,
      asked: 1 + negatives,
      records: RECORDS + this.longest,
    });
    // Small random inputs; the words to predict start at zero, where every answer is "perhaps".
    const { E, stride } = this.steps;
    for (let w = 0; w < this.words.length; w++) {
      for (let i = 0; i < dimension; i++) E[w * stride + i] = random.uniform(-0.5, 0.5) / dimension;
    }
  }

  /**
   * Trains through all epochs, and reports about every tenth of a second and at the end; then the
   * event loop runs, so that a notebook can draw and be interrupted. The model stays usable.
   */
  async *train(): AsyncGenerator<Word2VecProgress, void, void> {
    const { epochs, rate, lastRate } = this.options;
    const total = epochs * this.tokens.length;
    const start = performance.now();
    let reported = start;
    for (const { epoch, words, length } of this.examples()) {
      const now = performance.now();
      const isDue = now - reported > REPORT_EVERY || words === total;
      const loss = isDue ? meanLoss(this.steps, 1 + this.options.negatives, length) : NaN;
      this.steps.run(length, Math.max(lastRate, rate * (1 - words / total)));
      if (!isDue) continue;
      reported = now;
      const seconds = (performance.now() - start) / 1000;
      yield { epoch, words, share: words / total, wordsPerSecond: words / seconds, loss };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The words with their vectors as inputs, e, as they are now; a copy, in Float32. */
  embedding(): Embedding {
    return this.vectors(this.steps.E);
  }

  /** The words with their vectors as words to predict, θ, as they are now; a copy, in Float32. */
  outputEmbedding(): Embedding {
    return this.vectors(this.steps.Theta);
  }

  private vectors(rows: Float32Array): Embedding {
    const { stride } = this.steps;
    const [n_e, V] = [this.options.dimension, this.words.length];
    const matrix = Matrix.zeros(n_e, V, 'float32');
    for (let j = 0; j < V; j++) {
      for (let i = 0; i < n_e; i++) matrix.data[i * V + j] = rows[j * stride + i];
    }
    return new Embedding(this.words, matrix);
  }

  /** Fills `records` with examples again and again, and says how far, and how many words that took. */
  private *examples(): Generator<{ epoch: number; words: number; length: number }, void, void> {
    const { epochs, random } = this.options;
    const { records } = this.steps;
    const sentence = new Int32Array(this.tokens.length);
    let words = 0;
    let length = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let begin = 0;
      for (const end of this.ends) {
        let kept = 0;
        for (let t = begin; t < end; t++) {
          const probability = this.keep[this.tokens[t]];
          if (probability < 1 && random.uniform() >= probability) continue;
          sentence[kept++] = this.tokens[t];
        }
        for (let t = 0; t < kept; t++) {
          if (length + this.longest > records.length) {
            yield { epoch, words: words + t, length };
            length = 0;
          }
          length = this.addExamples(sentence, kept, t, length);
        }
        words += end - begin;
        begin = end;
      }
    }
    yield { epoch: epochs, words, length };
  }

  /** Adds the examples for the word at t, which is what they ask for, and returns where they end. */
  private addExamples(sentence: Int32Array, kept: number, t: number, at: number): number {
    const { window, architecture, random } = this.options;
    const { records } = this.steps;
    const reach = random.integer(1, window);
    const [first, last] = [Math.max(0, t - reach), Math.min(kept - 1, t + reach)];
    if (first === last) return at;
    if (architecture === 'cbow') {
      records[at++] = last - first;
      for (let j = first; j <= last; j++) if (j !== t) records[at++] = sentence[j];
      return this.addAsked(sentence[t], at);
    }
    for (let j = first; j <= last; j++) {
      if (j === t) continue;
      records[at++] = 1;
      records[at++] = sentence[j];
      at = this.addAsked(sentence[t], at);
    }
    return at;
  }

  private addAsked(target: number, at: number): number {
    const { records } = this.steps;
    const { negatives, random } = this.options;
    records[at++] = target;
    for (const end = at + negatives; at < end; at++) {
      do records[at] = this.noise.draw(random);
      while (records[at] === target);
    }
    return at;
  }
}

function withDefaults(options: Word2VecOptions): Required<Word2VecOptions> {
  const all = {
    architecture: 'skip-gram' as const,
    dimension: 100,
    window: 5,
    negatives: 5,
    epochs: 5,
    minCount: 5,
    threshold: 1e-3,
    rate: 0.025,
    lastRate: 1e-4,
    random: new Random(1),
    ...options,
  };
  for (const name of ['dimension', 'window', 'negatives', 'epochs', 'minCount'] as const) {
    if (Number.isInteger(all[name]) && all[name] >= 1) continue;
    throw new RangeError(`Word2Vec: ${name} is ${all[name]}, but must be a positive whole number`);
  }
  if (!(all.rate > 0 && all.lastRate >= 0 && all.threshold >= 0)) {
    throw new RangeError(
      `Word2Vec: rate is ${all.rate}, lastRate ${all.lastRate} and threshold ${all.threshold}, ` +
        'but rate must be positive, and the others at least 0',
    );
  }
  return all;
}

function countWords(corpus: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of corpus) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** The words' numbers, one sentence after the other; words without a number are left out. */
function encode(
  corpus: readonly (readonly string[])[],
  words: readonly string[],
  total: number,
): { tokens: Int32Array; ends: number[] } {
  const numbers = new Map(words.map((word, number) => [word, number]));
  const tokens = new Int32Array(total);
  let at = 0;
  const ends = corpus.map((sentence) => {
    for (const word of sentence) {
      const number = numbers.get(word);
      if (number !== undefined) tokens[at++] = number;
    }
    return at;
  });
  return { tokens, ends };
}
