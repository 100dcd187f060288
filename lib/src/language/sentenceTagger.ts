import { initializeLstm, lstmCell, type LstmParameters, type LstmState } from '../cells/lstm';
import { initializeDense } from '../networks/dense';
import { Matrix } from '../tensor/matrix';
import { Random } from '../tensor/random';
import { mapTensors, type Tensors } from '../tensor/tensors';
import { train } from '../training/loop';
import { adam } from '../training/optimizers';
import { batchesByLength } from './batches';
import { spanF1, type TaggedSentence } from './spans';
import { tag, taggerLoss, taggerParameters, type TaggedBatch, type Tagger } from './tagger';
import { WordEncoder, type WordEncoderOptions } from './wordEncoder';

/** What a {@link SentenceTagger} is made of. */
export interface SentenceTaggerOptions extends WordEncoderOptions {
  /** Units of the LSTM in each direction. */
  readonly n_a?: number;
  /** n_e of every feature that has no vectors to begin with. */
  readonly n_e?: number;
  /** Units, in each direction, of the LSTM that reads a word's characters; 0 for none. */
  readonly spelling?: number;
  readonly random?: Random;
}

/** How a {@link SentenceTagger} learns. */
export interface TaggerTrainingOptions {
  /** Training ends after so many at the latest … */
  readonly epochs?: number;
  /** … and earlier where the score has not risen for so many. */
  readonly patience?: number;
  /** Sentences in a batch. */
  readonly size?: number;
  readonly rate?: number;
  /** The share of the network's inputs and outputs that is left out. */
  readonly dropout?: number;
  /** The share of words that is made unknown. */
  readonly unknown?: number;
  /** The most that the gradients' global norm may be. */
  readonly clip?: number;
  /** How good predicted tags are, from 0 to 1; where nothing else is said, entity F1. */
  readonly score?: (
    predicted: readonly string[][],
    truth: readonly (readonly string[])[],
  ) => number;
}

/** How training stands, after a batch or at the end of an epoch. */
export interface TaggerProgress {
  /** Counted from 1. */
  readonly epoch: number;
  /** The share of this epoch's batches that have been learned from. */
  readonly share: number;
  /** Of the last batch, averaged over its words, in nats. */
  readonly loss: number;
  /** At the end of an epoch only: the score on the validation sentences, and the best one so far. */
  readonly validation?: { readonly score: number; readonly best: number };
}

/**
 * A bidirectional LSTM that tags sentences: each word's vector, what is told of it besides, and its
 * spelling go in, and a tag for each word comes out. In Float32.
 *
 *     const tagger = new SentenceTagger(training, { vectors: gloveVectors() });
 *     for await (const { epoch, loss } of tagger.train(training, validation)) console.log(epoch, loss);
 *     tagger.tag([['Teddy', 'smiled', '.']]);
 *
 * @see Huang, Xu and Yu, *Bidirectional LSTM-CRF Models for Sequence Tagging* (2015), here without the
 *   CRF; Lample et al., *Neural Architectures for Named Entity Recognition* (2016)
 */
export class SentenceTagger {
  readonly encoder: WordEncoder;
  /** All tags of the training sentences. */
  readonly tags: readonly string[];
  readonly network: Tagger<LstmParameters, LstmState>;
  private readonly random: Random;

  /**
   * @param sentences those that will be trained on: their words and tags are numbered
   * @throws RangeError where there is no sentence
   */
  constructor(
    sentences: readonly TaggedSentence[],
    {
      n_a = 100,
      n_e = 25,
      spelling = 25,
      random = new Random(1),
      ...known
    }: SentenceTaggerOptions = {},
  ) {
    this.random = random;
    this.encoder = new WordEncoder(
      sentences.map(({ tokens }) => tokens),
      known,
    );
    this.tags = [...new Set(sentences.flatMap(({ tags }) => tags))].sort();
    const dtype = 'float32';
    const embeddings = this.encoder.initialEmbeddings(() => n_e, random, { dtype });
    const lstm = (n_x: number, units: number) => ({
      cell: lstmCell,
      recurrent: {
        forward: initializeLstm(n_x, units, random, { dtype }),
        backward: initializeLstm(n_x, units, random, { dtype }),
      },
      start: (m: number) => ({
        a: Matrix.zeros(units, m, dtype),
        c: Matrix.zeros(units, m, dtype),
      }),
    });
    const n_x = Object.values(embeddings).reduce((sum, E) => sum + E.rows, 2 * spelling);
    const { characters } = this.encoder;
    this.network = {
      ...lstm(n_x, n_a),
      embeddings,
      ...(spelling > 0 && {
        speller: {
          ...lstm(n_e, spelling),
          E: random.normalMatrix(n_e, characters.size, 0.3, dtype),
        },
      }),
      dense: initializeDense(2 * n_a, this.tags.length, random, { dtype }),
    };
  }

  /** The likeliest tag of each word. */
  tag(sentences: readonly (readonly string[])[]): string[][] {
    const result = new Array<string[]>(sentences.length);
    // Sorted by length, so that little is padding.
    const order = sentences
      .map((_, i) => i)
      .sort((i, j) => sentences[i].length - sentences[j].length);
    for (let first = 0; first < order.length; first += 32) {
      const some = order.slice(first, first + 32);
      const batch = this.encoder.encode(some.map((i) => sentences[i]));
      tag(this.network, batch).forEach((numbers, k) => {
        result[some[k]] = numbers.map((number) => this.tags[number]);
      });
    }
    return result;
  }

  /**
   * Trains with Adam, and reports after each batch; after each epoch with a score on sentences that it
   * does not learn from. In the end, and wherever it is left, the network has the weights that had the
   * best score so far.
   *
   * @throws RangeError where there are no sentences to learn from or to score
   */
  async *train(
    training: readonly TaggedSentence[],
    validation: readonly TaggedSentence[],
    {
      epochs = 30,
      patience = 5,
      size = 16,
      rate = 2e-3,
      dropout = 0.5,
      unknown = 0.05,
      clip = 5,
      score = (predicted, truth) => spanF1(predicted, truth).f1,
    }: TaggerTrainingOptions = {},
  ): AsyncGenerator<TaggerProgress, void, void> {
    if (validation.length === 0) throw new RangeError('train: there are no sentences to score');
    const { network, random } = this;
    const parameters = taggerParameters(network);
    const optimizer = adam(rate);
    const truth = validation.map(({ tags }) => tags);
    const best = { score: 0, epoch: 0, weights: copiesOf(parameters) };
    try {
      for (let epoch = 1; epoch <= epochs && epoch - best.epoch <= patience; epoch++) {
        const batches = batchesByLength(training, ({ tokens }) => tokens.length, size, random);
        let loss = NaN;
        for await (const progress of train({
          parameters,
          batches,
          gradientsOf: (some) =>
            taggerLoss(network, this.taggedBatch(some, unknown), { dropout, random }),
          optimizer,
          clip,
        })) {
          loss = progress.loss;
          if (progress.step === batches.length) break;
          yield { epoch, share: progress.step / batches.length, loss };
        }
        const now = score(this.tag(validation.map(({ tokens }) => tokens)), truth);
        // Of equally good weights the longer trained ones; but only a rise is worth more patience,
        // unless nothing has been found at all yet.
        if (now > best.score || now === 0) best.epoch = epoch;
        if (now >= best.score) Object.assign(best, { score: now, weights: copiesOf(parameters) });
        yield { epoch, share: 1, loss, validation: { score: now, best: best.score } };
      }
    } finally {
      if (best.epoch > 0) {
        for (const [name, { data }] of Object.entries(parameters))
          data.set(best.weights[name].data);
      }
    }
  }

  private taggedBatch(sentences: readonly TaggedSentence[], unknown: number): TaggedBatch {
    const words = sentences.map(({ tokens }) => tokens);
    const { random } = this;
    const batch = this.encoder.encode(words, { unknown, random });
    const numbers = new Map(this.tags.map((tag, k) => [tag, k]));
    const tags = batch.spelling.places.map((_, t) =>
      sentences.map(({ tags }) => numbers.get(tags[t] ?? tags[0])!),
    );
    return { ...batch, tags };
  }
}

function copiesOf(parameters: Tensors): Tensors {
  return mapTensors(parameters, (matrix) => matrix.clone());
}
