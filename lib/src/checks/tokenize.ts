import type { Tensor } from '@tensorflow/tfjs';
import { EOS, UNK } from '../language/vocabulary';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [sentence: string, vocabulary: string[], punctuation?: boolean];

export const tokenizeExercise: Exercise<typeof tf.where, Args, string[]> = {
  id: 'tokenize',
  lesson: '05-language-models',
  functionName: 'tokenize',
  argumentNames: ['sentence', 'vocabulary', 'punctuation'],
  resultName: 'tokens',
  allowed: [],
  tolerance: exact,
  layers: () => tf.where,
  oracle(where, sentence, vocabulary, punctuation) {
    requireFunction(where, tf.where, 'tf.where');
    return tokens(sentence, vocabulary, { punctuation });
  },
  checks: [
    {
      id: 'words',
      title: 'words in small letters, and EOS at the end',
      points: 1,
      cases(random) {
        const [a, b, c, d] = drawWords(random, 4);
        const vocabulary = [EOS, UNK, 'i', d, c, b, a];
        return [
          [`${capital(a)} ${b}, ${c}; ${a}!`, vocabulary],
          [`  "${capital(b)}--I ${d.toUpperCase()}?"`, vocabulary],
          ['', vocabulary],
        ];
      },
    },
    {
      id: 'inner-marks',
      title: "one word in spite of an apostrophe or hyphen inside: don't, half-asleep",
      points: 1,
      cases(random) {
        const [a, b, c, d] = drawWords(random, 4);
        const vocabulary = [EOS, UNK, a, `${b}-${c}`, `${d}'s`, d, b, c];
        return [[`'${capital(a)} ${b}-${c}' - ${d}'s ${d}s' ${a}.`, [...vocabulary, `${d}s`]]];
      },
    },
    {
      id: 'unknown',
      title: 'UNK in the place of every word that the vocabulary lacks',
      points: 1,
      cases(random) {
        const [a, b, c, d] = drawWords(random, 4);
        // The third one is a name that every JavaScript object knows.
        return [
          [`${a} ${b} ${c} ${c} ${b}`, [EOS, UNK, c, b]],
          [`${d} ${a}`, [EOS, UNK, b]],
          [`${a} constructor ${b}`, [EOS, UNK, b, a]],
        ];
      },
    },
    {
      id: 'punctuation',
      title: 'each of . , ; : ? ! a token of its own, if asked for',
      points: 1,
      cases(random) {
        const [a, b, c] = drawWords(random, 3);
        const vocabulary = [EOS, UNK, ',', '.', '?', ';', a, b, c];
        return [
          [`"${capital(a)}, ${b}; ${c}?" ${b}...`, vocabulary, true],
          // A mark that the vocabulary lacks is UNK like any other token.
          [`${b}: ${c}!`, vocabulary, true],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'capital letters are kept, so that "The" is not found in the vocabulary',
      result: (sentence, vocabulary, punctuation) =>
        tokens(sentence, vocabulary, { punctuation, lowercase: false }),
    },
    {
      when: 'there is no EOS at the end',
      result: (...args) => answer(args).slice(0, -1),
    },
    {
      when: 'EOS stands at the beginning instead of at the end',
      result: (...args) => [EOS, ...answer(args).slice(0, -1)],
    },
    {
      when: 'words that the vocabulary lacks are left out, instead of becoming UNK',
      result: (...args) => answer(args).filter((token) => token !== UNK),
    },
    {
      when: 'words that the vocabulary lacks are kept as they are, instead of becoming UNK',
      result: (sentence, _, punctuation) => tokens(sentence, undefined, { punctuation }),
    },
    {
      when: 'punctuation has no effect: no mark becomes a token',
      result: (sentence, vocabulary) => tokens(sentence, vocabulary, {}),
    },
    {
      when: 'marks become tokens although punctuation is not true',
      result: (sentence, vocabulary) => tokens(sentence, vocabulary, { punctuation: true }),
    },
    {
      when: 'an apostrophe or hyphen belongs to a word even where no letter stands on both sides of it',
      result: (sentence, vocabulary, punctuation) =>
        tokens(sentence, vocabulary, { punctuation, innerOnly: false }),
    },
    {
      when: 'the sentence is cut at its spaces only, so that commas, full stops and quotation marks stay on the words',
      result(sentence, vocabulary, punctuation) {
        const apart = punctuation ? sentence.replace(/[.,;:?!]/g, ' $& ') : sentence;
        const pieces = apart.toLowerCase().trim().split(/\s+/);
        return [...pieces, EOS].map((piece) => lookUp(piece, vocabulary));
      },
    },
    {
      when: 'a word is cut in two at its apostrophe or hyphen',
      result: (sentence, vocabulary, punctuation) =>
        tokens(sentence.replace(/['-]/g, ' '), vocabulary, { punctuation }),
    },
  ],
};

function answer([sentence, vocabulary, punctuation]: Args): string[] {
  return tokens(sentence, vocabulary, { punctuation });
}

/**
 * tf.js has no tokenizer for words, but can look at all characters at once: which are letters, which
 * stand between two letters, which are marks. tf.where puts a space in the place of all others, and
 * spaces around the marks. Then tf.equal looks up the tokens.
 */
function tokens(
  sentence: string,
  vocabulary: readonly string[] | undefined,
  {
    punctuation = false,
    lowercase = true,
    innerOnly = true,
  }: { punctuation?: boolean; lowercase?: boolean; innerOnly?: boolean },
): string[] {
  const text = ` ${lowercase ? sentence.toLowerCase() : sentence} `;
  let found: string[] = [];
  tf.tidy(() => {
    const codes = tf.tensor1d([...text].map((character) => character.charCodeAt(0)));
    const space = tf.fill(codes.shape, 32);
    const isLetter = tf.logicalOr(between(codes, 'a', 'z'), between(codes, 'A', 'Z'));
    const letters = tf.pad(tf.cast(isLetter, 'int32'), [[1, 1]]);
    const [before, after] = [0, 2].map((from) =>
      tf.cast(tf.slice(letters, from, codes.size), 'bool'),
    );
    const isInner = innerOnly
      ? tf.logicalAnd(oneOf(codes, "'-"), tf.logicalAnd(before, after))
      : oneOf(codes, "'-");
    const isMark = punctuation ? oneOf(codes, '.,;:?!') : tf.zerosLike(isLetter);
    const isKept = tf.logicalOr(tf.logicalOr(isLetter, isInner), isMark);
    const nothing = tf.zerosLike(codes);
    const around = tf.where(isMark, space, nothing);
    const spaced = tf.stack([around, tf.where(isKept, codes, space), around], 1).dataSync();
    const characters = String.fromCharCode(...spaced.filter((code) => code > 0));
    found = [...characters.split(' ').filter((token) => token !== ''), EOS];
  });
  return vocabulary === undefined ? found : found.map((token) => lookUp(token, vocabulary));
}

function lookUp(token: string, vocabulary: readonly string[]): string {
  const isFound = tf.any(tf.equal(tf.tensor1d([...vocabulary]), token)).dataSync()[0];
  return isFound ? token : UNK;
}

function between(codes: Tensor, first: string, last: string): Tensor {
  return tf.logicalAnd(
    tf.greaterEqual(codes, first.charCodeAt(0)),
    tf.lessEqual(codes, last.charCodeAt(0)),
  );
}

function oneOf(codes: Tensor, characters: string): Tensor {
  const wanted = tf.tensor1d([...characters].map((character) => character.charCodeAt(0)));
  return tf.any(tf.equal(tf.expandDims(codes, 1), wanted), 1);
}

/** Different words in small letters. */
function drawWords(random: Random, count: number): string[] {
  const words = 'aunt ball carriage dance estate gown letter music niece park sister walk';
  return random.shuffle(words.split(' ')).slice(0, count);
}

function capital(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
