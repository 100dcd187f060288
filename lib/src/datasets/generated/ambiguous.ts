import type { Random } from '../../tensor/random';
import { drawDistinct } from './draw';

/** A sentence with a word that can be two things; the rest of the sentence tells which. */
export interface AmbiguousSentence {
  readonly tokens: readonly string[];
  /** PER for each word of a person's name, LOC for each word of a place's, O for all others. */
  readonly tags: readonly string[];
  /** Which token is the ambiguous one, counted from 0. */
  readonly position: number;
  /** On which side of it the words stand that tell. On the other side both readings are alike. */
  readonly clue: 'before' | 'after';
}

const opening = '(he said ,|she wrote ,|they say|everybody knows|we heard|it is true :)';
const wish = '(people|they|some of us|you|we|others) (tend to use|prefer|talk about|like|pay for)';
const subject = '(he|she|they|we|my aunt|the twins)';
const end =
  '(yesterday|last week|again|on sunday|at noon|at last) (alone|in the rain|with friends) .';
const was = 'was (once|later|twice|never|almost|soon)';

/**
 * Pairs of readings of one word, which is marked by `*`. Of `(a|b)` one is drawn, and `word/PER` is
 * a word with its tag. What the two of a pair share, they share word for word.
 */
const pairs: readonly {
  readonly clue: AmbiguousSentence['clue'];
  readonly readings: readonly [string, string];
}[] = [
  {
    clue: 'after',
    readings: [
      `${opening} *teddy/PER (roosevelt|wilson|smith|jones)/PER was (president|a farmer|very tall) ` +
        '(all his life|until the war|for years|as a young man) .',
      `${opening} *teddy (bears|toys|dolls|pictures) (cost little|are sold|are on sale) ` +
        '(in every shop|all over town|for ten dollars|at the fair) .',
    ],
  },
  {
    // The words that tell come late: "teddy was once …" leaves it open.
    clue: 'after',
    readings: [
      `${opening} *teddy/PER ${was} (elected|married|ill|in love) (in london|that year|for a while) .`,
      `${opening} *teddy ${was} (sewn|stuffed|ironed|glued) (in london|that year|for a while) .`,
    ],
  },
  {
    clue: 'after',
    readings: [
      `${wish} *square/LOC (victoria|dorchester|cabot|phillips)/LOC (for concerts|at night|on foot) ${end}`,
      `${wish} *square (metres|plates|tables|windows) (of wood|of glass|in brown) ${end}`,
    ],
  },
  {
    clue: 'after',
    readings: [
      `${wish} the *square/LOC in (this|that|our|the) (old|small|new|other) (town|city|village) .`,
      `${wish} the *square in (this|that|our|the) (old|small|new|other) (drawing|game|picture) .`,
    ],
  },
  {
    clue: 'before',
    readings: [
      `${subject} (dined with|wrote to|married|voted for) (uncle|president|young|mister) *teddy/PER ${end}`,
      `${subject} (sewed up|washed|stuffed|sold) (a|the|this|one) *teddy ${end}`,
    ],
  },
  {
    clue: 'before',
    readings: [
      `${subject} (met on|crossed|lived near|walked to) (the|a|that|our) *square/LOC ${end}`,
      `${subject} (drew|rubbed out|cut out|coloured) (the|a|that|our) *square ${end}`,
    ],
  },
];

/**
 * Sentences in which *teddy* is a person or a bear, *square* a place or a shape. In small letters, as
 * capitals would tell. Synthetic: patterns with a few words to choose from at each place; both
 * readings of a pattern are equally likely. No two sentences are the same.
 *
 * @throws RangeError where count is no whole number, or there are hardly so many sentences
 * @see Ng, *Sequence Models*, "Bidirectional RNN"
 */
export function generateAmbiguous(count: number, random: Random): AmbiguousSentence[] {
  const draw = (): AmbiguousSentence => {
    const { clue, readings } = random.choice(pairs);
    return { ...parsed(filled(random.choice(readings), random)), clue };
  };
  return drawDistinct('generateAmbiguous', count, draw, ({ tokens }) => tokens.join(' '));
}

function filled(pattern: string, random: Random): string {
  return pattern.replace(/\(([^)]*)\)/g, (_, words: string) => random.choice(words.split('|')));
}

function parsed(sentence: string): Omit<AmbiguousSentence, 'clue'> {
  const words = sentence.split(' ');
  return {
    tokens: words.map((word) => word.replace(/^\*/, '').replace(/\/.*$/, '')),
    tags: words.map((word) => word.split('/')[1] ?? 'O'),
    position: words.findIndex((word) => word.startsWith('*')),
  };
}
