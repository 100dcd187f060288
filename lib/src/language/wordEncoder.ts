import { Matrix, type DType } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import type { WordBatch } from './tagger';
import { EOS, UNK, Vocabulary } from './vocabulary';
import { wordFeatures, type WordFeature } from './wordFeatures';

/** Words with vectors that were learned elsewhere: words[j] belongs to column j of E. */
export interface WordVectors {
  readonly words: readonly string[];
  /** `[n_e, V]` */
  readonly E: Matrix;
}

/** What a {@link WordEncoder} numbers. */
export interface WordEncoderOptions {
  /** By name, what is told of a word; one called `word` can have `vectors`. */
  readonly features?: Readonly<Record<string, WordFeature>>;
  /** Vectors to begin with; their words have a number even where no training sentence has them. */
  readonly vectors?: WordVectors;
}

/** A word's further characters are not read: it may be an address or a formula. */
const LONGEST_WORD = 24;

/**
 * Turns words into the numbers that a tagger looks vectors up by. What comes only once in the training
 * sentences is numbered as unknown, so that the vector of the unknown is learned, too.
 */
export class WordEncoder {
  readonly features: Readonly<Record<string, WordFeature>>;
  /** The values of each feature that have a number. */
  readonly vocabularies: Readonly<Record<string, Vocabulary>>;
  readonly characters: Vocabulary;
  private readonly vectors?: WordVectors;

  /**
   * @param sentences those that will be trained on, lists of words
   * @throws RangeError where there is no word
   */
  constructor(
    sentences: readonly (readonly string[])[],
    { features = wordFeatures, vectors }: WordEncoderOptions = {},
  ) {
    const words = sentences.flat();
    this.features = features;
    this.vectors = vectors;
    this.vocabularies = Object.fromEntries(
      Object.entries(features).map(([name, feature]) => [
        name,
        vocabularyOf(words.map(feature), name === 'word' ? vectors?.words : undefined),
      ]),
    );
    this.characters = Vocabulary.build(words.map((word) => [...word]));
  }

  /**
   * A batch for a tagger, padded to its longest sentence.
   *
   * @param sentences m lists of words, none of them empty
   * @param options for training: so great a share of the `word`s is made unknown, at random, that the
   *   tagger learns to judge by shape, spelling and neighbours
   * @throws RangeError where there is no sentence
   */
  encode(
    sentences: readonly (readonly string[])[],
    { unknown = 0, random }: { readonly unknown?: number; readonly random?: Random } = {},
  ): WordBatch & Required<Pick<WordBatch, 'spelling'>> {
    if (sentences.length === 0) throw new RangeError('encode: no sentences were given');
    const lengths = sentences.map((sentence) => sentence.length);
    const T = Math.max(...lengths);
    const steps = <Value>(valueOf: (word: string) => Value, padding: Value): Value[][] =>
      Array.from({ length: T }, (_, t) =>
        sentences.map((sentence) => (t < sentence.length ? valueOf(sentence[t]) : padding)),
      );
    const inputs = Object.entries(this.features).map(([name, feature]) => {
      const vocabulary = this.vocabularies[name];
      const isHidden = () =>
        name === 'word' && unknown > 0 && random !== undefined && random.uniform() < unknown;
      return [name, steps((word) => vocabulary.id(isHidden() ? UNK : feature(word)), 0)] as const;
    });
    const different = [...new Set(sentences.flat())];
    const places = new Map(different.map((word, k) => [word, k]));
    return {
      inputs: Object.fromEntries(inputs),
      spelling: { ...this.spelled(different), places: steps((word) => places.get(word)!, 0) },
      lengths,
    };
  }

  /**
   * A matrix E for each feature, to begin with: the given vectors where there are some, else random.
   * @param sizes n_e of each feature; that of `word` is the vectors', where there are any
   */
  initialEmbeddings(
    sizes: (name: string) => number,
    random: Random,
    { dtype = 'float64' }: { readonly dtype?: DType } = {},
  ): Record<string, Matrix> {
    return Object.fromEntries(
      Object.entries(this.vocabularies).map(([name, vocabulary]) => {
        const vectors = name === 'word' ? this.vectors : undefined;
        const n_e = vectors?.E.rows ?? sizes(name);
        const E = random.normalMatrix(n_e, vocabulary.size, 0.3, dtype);
        vectors?.words.forEach((word, j) => {
          const column = vocabulary.id(word);
          for (let i = 0; i < n_e; i++) E.set(i, column, vectors.E.get(i, j));
        });
        return [name, E];
      }),
    );
  }

  private spelled(words: readonly string[]) {
    const spelled = words.map((word) => this.characters.encode([...word].slice(0, LONGEST_WORD)));
    const lengths = spelled.map((numbers) => numbers.length);
    const characters = Array.from({ length: Math.max(...lengths) }, (_, t) =>
      spelled.map((numbers) => numbers[t] ?? 0),
    );
    return { characters, lengths };
  }
}

/** The known values, and those that come at least twice. */
function vocabularyOf(values: readonly string[], known: readonly string[] = []): Vocabulary {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count > 1).map(([value]) => value);
  return new Vocabulary([...new Set([EOS, UNK, ...known, ...often])]);
}
