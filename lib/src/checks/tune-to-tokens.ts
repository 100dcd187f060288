import type { Tensor } from '@tensorflow/tfjs';
import type { Tune } from '../language/abc/tune';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [tune: Tune];

export const tuneToTokensExercise: Exercise<typeof tf.where, Args, string[]> = {
  id: 'tune-to-tokens',
  lesson: '14-music-generation',
  functionName: 'tuneToTokens',
  argumentNames: ['tune'],
  resultName: 'tokens',
  allowed: [],
  tolerance: exact,
  layers: () => tf.where,
  oracle(where, tune) {
    requireFunction(where, tf.where, 'tf.where');
    return tokensOf(tune);
  },
  checks: [
    {
      id: 'fields',
      title: 'meter, unit and key first, each a token with its letter',
      points: 1,
      cases: (random) => [
        [tuneOf('', { meter: '6/8', unit: '1/8', key: 'F#m' })],
        [tuneOf('C', { meter: 'C|', unit: '1/4', key: random.choice(['Bb', 'Eb', 'Ab']) })],
      ],
    },
    {
      id: 'notes',
      title: 'a note is one token, with accidental, octave and length; so is a rest',
      points: 1,
      cases: (random) => [
        [tuneOf("CDEFGABcd2e2f/g/a3/2b/c'2d''B,2A,,/z4z/")],
        [tuneOf("^F=F_B__e^^c'2_A,3/2^F,/=c''/4z3/2^G")],
        [tuneOf(notes(random, 12).join(''))],
      ],
    },
    {
      id: 'bar-lines',
      title: 'bar lines are tokens: | || |: :| |]',
      points: 1,
      cases(random) {
        const [one, two, three, four] = [3, 1, 2, 4].map((count) => plainNotes(random, count));
        return [
          [tuneOf(`|:${one}|${two}|${three}:|${four}||${one}|]`)],
          [tuneOf(`|${four}|${two}|:${one}|${three}:|`)],
        ];
      },
    },
    {
      id: 'white-space',
      title: 'white space is no token, but parts two bar lines',
      points: 1,
      cases(random) {
        const [one, two] = [3, 2].map((count) => plainNotes(random, count));
        return [
          [tuneOf(`  C D\tE F |\n G A  B ${one} |\n`)],
          [tuneOf(`${one} :|\n|: ${two} :| |: ${one} |`)],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'meter, unit and key are missing',
      result: (tune) => tokensOf(tune).slice(3),
    },
    {
      when: 'meter, unit and key come without their letters M:, L: and K:',
      result: (tune) => [tune.meter, tune.unit, tune.key, ...tokensOf(tune).slice(3)],
    },
    {
      when: 'the key comes first, in the place of the meter',
      result(tune) {
        const [meter, unit, key, ...body] = tokensOf(tune);
        return [key, meter, unit, ...body];
      },
    },
    {
      when: 'the unit is missing',
      result: (tune) => tokensOf(tune).filter((_, i) => i !== 1),
    },
    {
      when: 'the title is a token, too',
      result: (tune) => [`T:${tune.title}`, ...tokensOf(tune)],
    },
    {
      when: 'the bar lines are left out',
      result: (tune) => tokensOf(tune).filter((token, i) => i < 3 || !/[|:\]]/.test(token)),
    },
    {
      when: 'a bar line such as |: is cut into its characters',
      result: (tune) =>
        tokensOf(tune).flatMap((token, i) =>
          i < 3 || !/[|:\]]/.test(token) ? [token] : [...token],
        ),
    },
    {
      when: 'the accidentals ^ _ = are lost',
      result: (tune) => changed(tune, (token) => token.replace(/[_^=]/g, '')),
    },
    {
      when: "the octave's marks , and ' are lost",
      result: (tune) => changed(tune, (token) => token.replace(/[,']/g, '')),
    },
    {
      when: 'the lengths are lost',
      result: (tune) => changed(tune, (token) => token.replace(/[\d/]/g, '')),
    },
    {
      when: 'of a length such as 3/2 only the 3 is kept',
      result: (tune) => changed(tune, (token) => token.replace(/\/\d*/, '')),
    },
    {
      when: 'small letters become capitals, an octave lower',
      result: (tune) =>
        changed(tune, (token) => (token.startsWith('z') ? token : token.toUpperCase())),
    },
    {
      when: 'rests are left out',
      result: (tune) => tokensOf(tune).filter((token) => !token.startsWith('z')),
    },
    {
      when: 'every character is a token: a note is cut into its parts',
      result: (tune) => tokensOf(tune).flatMap((token, i) => (i < 3 ? [token] : [...token])),
    },
    {
      when: 'white space is kept as a token',
      result: ({ body, ...tune }) => [
        ...tokensOf({ ...tune, body: '' }),
        ...body.split(/(\s)/).flatMap((part) => (/^\s/.test(part) ? [part] : bodyTokens(part))),
      ],
    },
    {
      when: 'the body is only split at white space',
      result: ({ body, ...tune }) => [
        ...tokensOf({ ...tune, body: '' }),
        ...body.split(/\s+/).filter((part) => part !== ''),
      ],
    },
    {
      when: 'white space is taken out before the tokens are looked for, so that :| |: becomes one',
      result: (tune) => tokensOf({ ...tune, body: tune.body.replace(/\s/g, '') }),
    },
  ],
};

function tokensOf({ meter, unit, key, body }: Tune): string[] {
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...bodyTokens(body)];
}

/** The answer, with another token in the place of each of the body's. */
function changed(tune: Tune, change: (token: string) => string): string[] {
  return tokensOf(tune).map((token, i) => (i < 3 ? token : change(token)));
}

/**
 * tf.js has no reader of music, but can look at all characters at once, and at those before them. A
 * token begins at an accidental, unless there is one before it; at a letter, unless an accidental
 * stands before it; and at a sign of a bar line, unless there is one before it. tf.where puts a space
 * in front of those.
 */
function bodyTokens(body: string): string[] {
  if (body === '') return [];
  let spaced = '';
  tf.tidy(() => {
    const codes = tf.tensor1d([...body].map((character) => character.charCodeAt(0)));
    const isAccidental = oneOf(codes, '^_=');
    const isLetter = oneOf(codes, 'ABCDEFGabcdefgz');
    const isBarLine = oneOf(codes, '|:]');
    const begins = [
      tf.logicalAnd(tf.logicalOr(isAccidental, isLetter), tf.logicalNot(before(isAccidental))),
      tf.logicalAnd(isBarLine, tf.logicalNot(before(isBarLine))),
    ].reduce((one, other) => tf.logicalOr(one, other));
    const spaces = tf.where(begins, tf.fill(codes.shape, 32), tf.zerosLike(codes));
    const both = tf.stack([spaces, codes], 1).dataSync();
    spaced = String.fromCharCode(...both.filter((code) => code > 0));
  });
  return spaced.split(/\s+/).filter((token) => token !== '');
}

function oneOf(codes: Tensor, characters: string): Tensor {
  const wanted = tf.tensor1d([...characters].map((character) => character.charCodeAt(0)));
  return tf.any(tf.equal(tf.expandDims(codes, 1), wanted), 1);
}

/** What is true of the character before; nothing is before the first. */
function before(isTrue: Tensor): Tensor {
  const shifted = tf.pad(tf.cast(isTrue, 'int32'), [[1, 0]]);
  return tf.cast(tf.slice(shifted, 0, isTrue.size), 'bool');
}

function tuneOf(body: string, fields: Partial<Tune> = {}): Tune {
  const usual = { number: 1, title: 'The Kesh', meter: '4/4', unit: '1/8', key: 'G' };
  return { ...usual, ...fields, body };
}

/** Notes and rests as they come; some with accidental, octave mark, length. */
export function notes(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => {
    const length = random.choice(['', '', '2', '4', '/', '/2', '3/2']);
    if (random.uniform() < 0.1) return `z${length}`;
    const accidental = random.choice(['', '', '', '^', '_', '=']);
    const letter = random.choice([...'CDEFGABcdefgab']);
    const octave = random.choice(['', '', letter < 'a' ? ',' : "'"]);
    return accidental + letter + octave + length;
  });
}

/** Notes that are one letter each. */
function plainNotes(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.choice([...'CDEFGAB'])).join('');
}
