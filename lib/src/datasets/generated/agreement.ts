import type { Random } from '../../tensor/random';
import { drawDistinct } from './draw';

/** A sentence up to its verb, which must agree with the subject: the cat … was, the cats … were. */
export interface AgreementExample {
  /** The words before the verb. The subject is the second: the, cats, near, the, dog. */
  readonly prefix: readonly string[];
  readonly subject: 'singular' | 'plural';
  /** The verb that agrees with the subject: were. */
  readonly right: string;
  /** The same verb in the other number: was. */
  readonly wrong: string;
  /** Nouns between subject and verb that are of the other number and may mislead. */
  readonly attractors: number;
}

// Singular, then plural.
const nouns = [
  ['cat', 'cats'],
  ['dog', 'dogs'],
  ['child', 'children'],
  ['teacher', 'teachers'],
  ['key', 'keys'],
  ['book', 'books'],
  ['woman', 'women'],
  ['man', 'men'],
  ['bird', 'birds'],
  ['student', 'students'],
  ['box', 'boxes'],
  ['mouse', 'mice'],
] as const;
const verbs = [
  ['sleeps', 'sleep'],
  ['is', 'are'],
  ['was', 'were'],
  ['has', 'have'],
  ['runs', 'run'],
  ['looks', 'look'],
  ['falls', 'fall'],
] as const;
const prepositions = ['near', 'behind', 'beside', 'with', 'above'];
const adjectives = ['old', 'young', 'big', 'small', 'red', 'grey'];
const adverbs = ['still', 'often'];

const MOST_PHRASES = 4;

/**
 * Sentences up to the verb for subject–verb agreement: "the cats near the dog" wants "were".
 * Phrases such as "near the dog" stand between subject and verb. Synthetic; no two are the same.
 *
 * @param options further settings
 * @param options.attractors how many nouns between subject and verb are of the other number;
 * otherwise each noun's number is drawn
 * @param options.distance how many words after the subject the verb comes, the verb included (1: it
 * follows at once); otherwise up to four phrases are drawn
 * @throws RangeError where an option is out of range, so many attractors don't fit, or there are
 * hardly so many different sentences
 * @see Linzen, Dupoux and Goldberg, *Assessing the ability of LSTMs to learn syntax-sensitive
 * dependencies* (2016)
 */
export function generateAgreement(
  count: number,
  random: Random,
  { attractors, distance }: { attractors?: number; distance?: number } = {},
): AgreementExample[] {
  const between = distance === undefined ? undefined : distance - 1;
  if (between !== undefined && (!Number.isInteger(between) || between < 0)) {
    throw new RangeError(
      `generateAgreement: distance is ${distance}, but must be a whole number from 1 up`,
    );
  }
  // A phrase is three words: near the dog.
  const room = between === undefined ? MOST_PHRASES : Math.floor(between / 3);
  if (attractors !== undefined && !(Number.isInteger(attractors) && attractors >= 0)) {
    throw new RangeError(
      `generateAgreement: attractors is ${attractors}, but must be a whole number from 0 up`,
    );
  }
  if (attractors !== undefined && attractors > room) {
    throw new RangeError(
      `generateAgreement: ${attractors} attractors don't fit ` +
        (distance === undefined ? `: at most ${MOST_PHRASES} do` : `in a distance of ${distance}`),
    );
  }

  const draw = (): AgreementExample => {
    const number = random.integer(0, 1);
    const phrases = between === undefined ? random.integer(attractors ?? 0, room) : room;
    const misleading =
      attractors === undefined
        ? Array.from({ length: phrases }, () => random.integer(0, 1) === 1)
        : random.shuffle(Array.from({ length: phrases }, (_, i) => i < attractors));
    const extraWords = between === undefined ? 0 : between - 3 * phrases;
    const verb = random.choice(verbs);
    return {
      prefix: [
        'the',
        random.choice(nouns)[number],
        ...filler(
          misleading.map((differs) => (differs ? 1 - number : number)),
          extraWords,
          random,
        ),
      ],
      subject: number === 0 ? 'singular' : 'plural',
      right: verb[number],
      wrong: verb[1 - number],
      attractors: misleading.filter(Boolean).length,
    };
  };
  return drawDistinct('generateAgreement', count, draw, ({ prefix, right }) =>
    [...prefix, right].join(' '),
  );
}

/**
 * Phrases with nouns of the given numbers, made longer by extra words: adjectives, or where there is
 * no noun for them, adverbs.
 */
function filler(numbers: readonly number[], extraWords: number, random: Random): string[] {
  if (numbers.length === 0)
    return extraWords === 1 ? [random.choice(adverbs)] : adverbs.slice(0, extraWords);
  const extra = numbers.map(() => 0);
  for (let k = 0; k < extraWords; k++) extra[random.integer(0, numbers.length - 1)]++;
  return numbers.flatMap((number, i) => [
    random.choice(prepositions),
    'the',
    ...random.shuffle(adjectives).slice(0, extra[i]),
    random.choice(nouns)[number],
  ]);
}
