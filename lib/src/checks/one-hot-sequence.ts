import type { Matrix } from '../tensor/matrix';
import { add, map, scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toSequence } from './tfjs';

type Args = [words: string[], vocabulary: string[]];

export const oneHotSequenceExercise: Exercise<typeof tf.oneHot, Args, Matrix[]> = {
  id: 'one-hot-sequence',
  lesson: '01-sequences-and-notation',
  functionName: 'oneHotSequence',
  argumentNames: ['words', 'vocabulary'],
  resultName: 'x',
  allowed: ['Matrix'],
  tolerance: exact,
  layers: () => tf.oneHot,
  oracle(oneHot, words, vocabulary) {
    requireFunction(oneHot, tf.oneHot, 'tf.oneHot');
    return columns(words, vocabulary);
  },
  checks: [
    {
      id: 'values',
      title: 'a sentence of words that the vocabulary has',
      points: 2,
      cases(random) {
        const [V, T] = distinctSizes(random, 2, [2]);
        const vocabulary = drawVocabulary(random, V);
        const middle = Array.from({ length: T - 2 }, () => vocabulary[random.integer(0, V - 1)]);
        const [first, second] = vocabulary;
        const last = vocabulary[V - 1];
        // The last word of the vocabulary comes first; then a word twice; then one word alone.
        return [
          [[last, ...middle, second], vocabulary],
          [[second, first, last, second], vocabulary],
          [[second], vocabulary],
        ];
      },
    },
    {
      id: 'unknown-words',
      title: 'words that are not in the vocabulary: a column of zeros',
      points: 1,
      cases(random) {
        const [known, ...vocabulary] = drawVocabulary(random, random.integer(4, 7));
        return [[[vocabulary[1], known, vocabulary[0]], vocabulary]];
      },
    },
  ],
  mistakes: [
    {
      when: 'the 1 stands one row too low: rows are counted from 0, so the first word has row 0',
      result: (words, vocabulary) => columns(words, vocabulary, (number) => number + 1),
    },
    {
      when: 'an unknown word gets the 1 of the first word',
      result: (words, vocabulary) => columns(words, vocabulary, (number) => Math.max(number, 0)),
    },
    {
      when: 'an unknown word gets the 1 of the last word',
      result: (words, vocabulary) =>
        columns(words, vocabulary, (number) => (number < 0 ? vocabulary.length - 1 : number)),
    },
    {
      when: 'the row is the place of the word in the sentence, instead of that in the vocabulary',
      result: (words, vocabulary) =>
        columns(words, vocabulary, (_, word) => words.indexOf(word) % vocabulary.length),
    },
    {
      when: 'all columns are one and the same Matrix, so that each holds the 1s of all words',
      result(words, vocabulary) {
        const [first, ...others] = columns(words, vocabulary);
        const bag = others.reduce((sum, xt) => map(add(sum, xt), Math.sign), first);
        return words.map(() => bag);
      },
    },
    {
      when: 'the sequence stands in reverse',
      result: (words, vocabulary) => columns(words.toReversed(), vocabulary),
    },
    {
      when: "the column holds the word's number instead of a 1",
      result: (words, vocabulary) =>
        columns(words, vocabulary).map((xt, t) => scale(xt, vocabulary.indexOf(words[t]))),
    },
  ],
};

/** Words in small letters, in no particular order. */
function drawVocabulary(random: Random, size: number): string[] {
  return random.shuffle('the bank was rude to me and very slow again'.split(' ')).slice(0, size);
}

/**
 * A word that the vocabulary lacks has number −1, and tf.oneHot makes a column of zeros of a number
 * that has no row. A wrong `rowOf` gives a wrong answer.
 */
function columns(
  words: readonly string[],
  vocabulary: readonly string[],
  rowOf: (number: number, word: string) => number = (number) => number,
): Matrix[] {
  const rows = words.map((word) => rowOf(vocabulary.indexOf(word), word));
  let x: Matrix[] = [];
  tf.tidy(() => {
    const batchOfOne = tf.tensor2d([rows], [1, words.length], 'int32');
    x = toSequence(tf.oneHot(batchOfOne, vocabulary.length));
  });
  return x;
}
