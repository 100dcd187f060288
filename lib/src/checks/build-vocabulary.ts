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
    return mostFrequent(sentences, size);
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
      result: (sentences, size) => mostFrequent(sentences, size, { order: asTheyCome }),
    },
    {
      when: "equally frequent words stand in the alphabet's order turned around, from z to a",
      result: (sentences, size) =>
        mostFrequent(sentences, size, { order: (words) => alphabetical(words).reverse() }),
    },
    {
      when: 'the first words to come are kept, instead of the most frequent ones',
      result(sentences, size) {
        const kept = asTheyCome(sentences.flat()).slice(0, size);
        return mostFrequent([sentences.flat().filter((word) => kept.includes(word))]);
      },
    },
    {
      when: 'the rarest words stand first',
      result: (sentences, size) => mostFrequent(sentences, size, { sign: -1 }),
    },
    {
      when: 'the words are in alphabetical order only, and how often they come has no effect',
      result: (sentences, size) => alphabetical(sentences.flat()).slice(0, size),
    },
    {
      when: 'the words stand in the order in which they first came, and are not sorted',
      result: (sentences, size) => asTheyCome(sentences.flat()).slice(0, size),
    },
    {
      when: 'a word counts once for each sentence that has it, instead of each time it comes',
      result: (sentences, size) => mostFrequent(sentences.map(asTheyCome), size),
    },
    {
      when: 'only the first sentence is counted',
      result: ([first], size) => mostFrequent([first], size),
    },
  ],
};

/** tf.topk gives the largest counts first and, of equal ones, the word that comes first in `order`. */
function mostFrequent(
  sentences: readonly (readonly string[])[],
  size = Infinity,
  { order = alphabetical, sign = 1 }: { order?: typeof alphabetical; sign?: 1 | -1 } = {},
): string[] {
  const words = order(sentences.flat());
  const numbers = sentences.flat().map((word) => words.indexOf(word));
  let chosen: readonly number[] = [];
  tf.tidy(() => {
    const isWord = tf.tensor2d(numbers, [numbers.length, 1]).equal(tf.range(0, words.length));
    const counts = isWord.toFloat().sum(0).mul(sign);
    chosen = Array.from(tf.topk(counts, Math.min(size, words.length)).indices.dataSync());
  });
  return chosen.map((number) => words[number]);
}

/** Each word once, the first to come first. */
function asTheyCome(words: readonly string[]): string[] {
  return [...new Set(words)];
}

/** Each word once, as the alphabet has them. */
function alphabetical(words: readonly string[]): string[] {
  return asTheyCome(words).sort();
}

/** Different words in small letters, in the order of the alphabet. */
function drawWords(random: Random, count: number): string[] {
  const words =
    'account bank card clerk fee help loan never office pay queue refund rude thanks wait';
  return random.shuffle(words.split(' ')).slice(0, count).sort();
}
