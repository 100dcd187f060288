import type { Random } from '../tensor/random';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [sentences: string[][], size?: number];

export const buildVocabularyExercise: Exercise<typeof tf.topk, Args, string[]> = {
  id: 'build-vocabulary',
  lesson: '01-sequences-and-notation',
  functionName: 'buildVocabulary',
  argumentNames: ['sentences', 'size'],
  resultName: 'vocabulary',
  allowed: [],
  tolerance: exact,
  layers: () => tf.topk,
  oracle(topk, sentences, size) {
    requireFunction(topk, tf.topk, 'tf.topk');
    const words = [...new Set(sentences.flat())].sort();
    const numbers = sentences.flat().map((word) => words.indexOf(word));
    const counts = tf.oneHot(tf.tensor1d(numbers, 'int32'), words.length).sum(0);
    // The largest counts first, and of equal ones the lower number, that is the first in the alphabet.
    const { indices } = topk(counts, Math.min(size ?? Infinity, words.length));
    return Array.from(indices.dataSync(), (number) => words[number]);
  },
  checks: [
    {
      id: 'frequency',
      title: 'the most frequent word first',
      points: 1,
      cases(random) {
        // The order by frequency is neither the alphabet's nor that in which the words come.
        const [c, rare, often, b] = drawWords(random, 4);
        // The most frequent word comes in one sentence only.
        return [
          [
            [
              [rare, c, b],
              [often, c, often, often, c, b, often],
            ],
          ],
        ];
      },
    },
    {
      id: 'ties',
      title: 'equally frequent words in the order of the alphabet',
      points: 1,
      cases(random) {
        const [a, b, c, d, e, f] = drawWords(random, 6);
        // Three come twice and three once; the first of each to come is the second in the alphabet.
        return [
          [
            [
              [b, e, c, f],
              [a, d, f, e, d],
            ],
          ],
        ];
      },
    },
    {
      id: 'size',
      title: 'a vocabulary of at most size words',
      points: 1,
      cases(random) {
        const [b, c, d, e] = drawWords(random, 4);
        const sentences = [
          [c, b, e, c],
          [e, d, e, d, c, e],
        ];
        // The last size is more than there are words.
        return [
          [sentences, 1],
          [sentences, 3],
          [sentences, 50],
        ];
      },
    },
    {
      id: 'awkward-words',
      title: 'words like "constructor", which every JavaScript object knows, and numbers',
      points: 1,
      cases(random) {
        const [word] = drawWords(random, 1);
        return [
          [
            [
              ['1813', 'constructor', word, 'constructor', '7'],
              ['7', 'constructor', word, 'constructor', word],
            ],
          ],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'equally frequent words stand in the order in which they first came',
      result: (sentences, size) =>
        entries(sentences)
          .sort(([, m], [, n]) => n - m)
          .map(([word]) => word)
          .slice(0, size),
    },
    {
      when: "equally frequent words stand in the alphabet's order turned around, from z to a",
      result: (sentences, size) =>
        entries(sentences)
          .sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1))
          .map(([word]) => word)
          .slice(0, size),
    },
    {
      when: 'the first words to come are kept, instead of the most frequent ones',
      result: (sentences, size) => vocabulary(entries(sentences).slice(0, size)),
    },
    {
      when: 'the rarest words stand first',
      result: (sentences, size) =>
        entries(sentences)
          .sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
          .map(([word]) => word)
          .slice(0, size),
    },
    {
      when: 'the words are in alphabetical order only, and how often they come has no effect',
      result: (sentences, size) => [...new Set(sentences.flat())].sort().slice(0, size),
    },
    {
      when: 'the words stand in the order in which they first came, and are not sorted',
      result: (sentences, size) => [...new Set(sentences.flat())].slice(0, size),
    },
    {
      when: 'a word counts once for each sentence that has it, instead of each time it comes',
      result: (sentences, size) =>
        vocabulary(entries(sentences.map((sentence) => [...new Set(sentence)]))).slice(0, size),
    },
    {
      when: 'only the first sentence is counted',
      result: ([first], size) => vocabulary(entries([first])).slice(0, size),
    },
  ],
};

/** Different words in small letters, in the order of the alphabet. */
function drawWords(random: Random, count: number): string[] {
  const words =
    'account bank card clerk fee help loan never office pay queue refund rude thanks wait'.split(
      ' ',
    );
  return random.shuffle(words).slice(0, count).sort();
}

/** Each word with its count, in the order in which the words first came. */
function entries(sentences: readonly (readonly string[])[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of sentences.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}

/** The words of counted entries, as the exercise wants them. */
function vocabulary(counted: readonly [word: string, count: number][]): string[] {
  return [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}
