import type { Tune } from '../language/abc/tune';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';
import { notes } from './tune-to-tokens';

type Args = [tokens: string[], title: string];

export const tokensToTuneExercise: Exercise<typeof tf.concat, Args, Tune> = {
  id: 'tokens-to-tune',
  lesson: '14-music-generation',
  functionName: 'tokensToTune',
  argumentNames: ['tokens', 'title'],
  resultName: 'tune',
  allowed: [],
  tolerance: exact,
  layers: () => tf.concat,
  oracle(concat, tokens, title) {
    requireFunction(concat, tf.concat, 'tf.concat');
    return tuneOf(tokens, title);
  },
  checks: [
    {
      id: 'fields',
      title: 'title, meter, unit and key, without M:, L: and K:',
      points: 1,
      cases: (random) => [
        [['M:6/8', 'L:1/8', 'K:F#m', ...notes(random, 2)], 'The Kesh'],
        [['M:C|', 'L:1/4', `K:${random.choice(['Bb', 'Eb', 'Ab'])}`, 'C'], 'A: a tune'],
      ],
    },
    {
      id: 'body',
      title: 'the music, with one space between two tokens and none elsewhere',
      points: 1,
      cases: (random) => [
        [[...head, ...notes(random, 4), '|', ...notes(random, 3), '|]'], 'Of two bars'],
        [[...head, '|:', ...notes(random, 2), ':|', '|:', ...notes(random, 2), ':|'], 'Repeated'],
        [[...head, 'c'], 'Of one note'],
        [[...head], 'Of none'],
      ],
    },
  ],
  mistakes: [
    {
      when: 'the letters M:, L: and K: are left in meter, unit and key',
      result(tokens, title) {
        const [meter, unit, key] = tokens;
        return { ...tuneOf(tokens, title), meter, unit, key };
      },
    },
    {
      when: 'meter and unit are exchanged',
      result(tokens, title) {
        const { meter, unit, ...tune } = tuneOf(tokens, title);
        return { ...tune, meter: unit, unit: meter };
      },
    },
    {
      when: 'of the key only the first character is kept',
      result(tokens, title) {
        const tune = tuneOf(tokens, title);
        return { ...tune, key: tune.key[0] };
      },
    },
    {
      when: 'the title is always the same',
      result: (tokens) => tuneOf(tokens, 'Untitled'),
    },
    {
      when: 'the tokens stand together without spaces, so that :| and |: are read as one',
      result: (...args) => withBody(args, (body) => body.join('')),
    },
    {
      when: 'the tokens are joined with commas, which lower a note by an octave',
      result: (...args) => withBody(args, (body) => body.join(',')),
    },
    {
      when: 'every token has a space behind it, the last one, too',
      result: (...args) => withBody(args, (body) => body.map((token) => `${token} `).join('')),
    },
    {
      when: 'every token has a space before it, the first one, too',
      result: (...args) => withBody(args, (body) => body.map((token) => ` ${token}`).join('')),
    },
    {
      when: 'meter, unit and key are left in the music',
      result: (tokens, title) => ({ ...tuneOf(tokens, title), body: tokens.join(' ') }),
    },
    {
      when: 'the first note is lost: the music begins with tokens[3]',
      result: (...args) => withBody(args, (body) => body.slice(1).join(' ')),
    },
    {
      when: 'the last token is lost',
      result: (...args) => withBody(args, (body) => body.slice(0, -1).join(' ')),
    },
  ],
};

const head = ['M:4/4', 'L:1/8', 'K:G'];

/** tf.js puts no texts together, but it does so with lists of numbers, such as their characters. */
function tuneOf(tokens: readonly string[], title: string): Tune {
  const [meter, unit, key] = tokens.slice(0, 3).map((token) => token.slice(2));
  return { number: 1, title, meter, unit, key, body: joined(tokens.slice(3)) };
}

function joined(tokens: readonly string[]): string {
  if (tokens.length === 0) return '';
  let text = '';
  tf.tidy(() => {
    const space = tf.tensor1d([32]);
    const parts = tokens.flatMap((token) => [
      space,
      tf.tensor1d([...token].map((character) => character.charCodeAt(0))),
    ]);
    text = String.fromCharCode(...tf.concat(parts.slice(1)).dataSync());
  });
  return text;
}

function withBody([tokens, title]: Args, bodyOf: (body: readonly string[]) => string): Tune {
  return { ...tuneOf(tokens, title), body: bodyOf(tokens.slice(3)) };
}
