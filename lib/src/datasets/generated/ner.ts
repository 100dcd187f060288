import type { TaggedSentence } from '../../language/spans';
import type { Random } from '../../tensor/random';
import { drawDistinct, type Part } from './draw';

/** Names of one kind: those that are of this kind only, and those that are of others too. */
interface Names {
  readonly plain: readonly string[];
  readonly ambiguous: readonly string[];
}

interface Lexicon {
  readonly first: Names;
  readonly last: Names;
  readonly place: Names;
  readonly company: Names;
  readonly suffix: readonly string[];
  readonly car: Names;
  readonly day: Names;
  readonly month: Names;
  /** No names, though they begin like one. */
  readonly things: readonly string[];
}

const list = (names: string) => (names === '' ? [] : names.split(', '));
const names = (plain: string, ambiguous = ''): Names => ({
  plain: list(plain),
  ambiguous: list(ambiguous),
});

const lexicons: Readonly<Record<Part, Lexicon>> = {
  train: {
    first: names(
      'Liam, Emma, Noah, Olivia, Ava, William, Isabella, Sophia, James, Logan, Oliver, Benjamin, ' +
        'Mia, Harper, Elijah, Amelia, Lucas, Mason, Evelyn, Ethan, Aria, Daniel, Ella, Henry',
      'Teddy, Jordan, Paris, Austin, Florence, Mercedes, April, Rose',
    ),
    last: names(
      'Smith, Jones, Garcia, Kim, Chen, Okafor, Novak, Rossi, Müller, Haddad, Silva, Larsen, Sato, ' +
        'Dubois, Kowalski, Mensah',
      'Washington, Ford, Jordan, Houston',
    ),
    place: names(
      'Tokyo, New York, Berlin, Cairo, San Francisco, Lima, Oslo, Nairobi, New Delhi, Rome, Lisbon, ' +
        'Hong Kong, Toronto, Peru, Norway, Kenya, Egypt',
      'Paris, Jordan, Washington, Austin, Florence, Houston',
    ),
    company: names(
      'Acme, Northwind, Globex, Umbra, Bluebird, Ironbridge, Solaris, Tessera',
      'Ford, Apple, Jordan, Jaguar',
    ),
    suffix: list('Inc, Corp, Bank, Motors, Airlines'),
    car: names('Toyota, Volvo, Fiat, Honda, Renault', 'Ford, Mercedes, Austin, Jaguar, Mustang'),
    day: names(
      'Monday, Tuesday, Friday, Sunday, March 3, July 14, January 28, October 2',
      'April 7',
    ),
    month: names('January, March, July, October', 'April'),
    things: list('Teddy bears, Rose petals, Apple pies, Jaguar cubs, Mustang foals'),
  },
  test: {
    first: names(
      'Grace, Hannah, Jack, Samuel, Nora, Leo, Maya, Ruth, Omar, Ingrid, Pablo, Yuki',
      'Sydney, Chelsea, Georgia, Lincoln, Charlotte, June, Poppy, Bentley',
    ),
    last: names(
      'Brown, Lopez, Nguyen, Singh, Weber, Costa, Petrov, Nakamura',
      'Lincoln, Bentley, Chrysler, Raleigh',
    ),
    place: names(
      'Madrid, Vienna, Seoul, Buenos Aires, Cape Town, Helsinki, Warsaw, Chile, Portugal, Ghana',
      'Sydney, Chelsea, Georgia, Lincoln, Charlotte, Raleigh',
    ),
    company: names('Vantage, Quantex, Silverline, Halcyon', 'Chrysler, Orange, Shell, Bentley'),
    suffix: list('Group, Limited, Industries'),
    car: names('Nissan, Subaru, Skoda', 'Lincoln, Chrysler, Bentley, Beetle'),
    day: names('Wednesday, Thursday, Saturday, August 9, November 30', 'June 21'),
    month: names('February, August, November', 'June'),
    things: list('Poppy seeds, Orange peels, Shell fragments, Beetle larvae'),
  },
};

/** In each part the first ones begin alike: only what comes after the name tells what it is. */
const templates: Readonly<Record<Part, readonly string[]>> = {
  train: [
    'He said , " {PERSON} was a great president . "',
    'He said , " {PLACE} is cold in winter . "',
    'He said , " {COMPANY} sold more than last year . "',
    'He said , " {CAR} engines are loud . "',
    'He said , " {THINGS} are on sale . "',
    '{PERSON} smiled and sat down .',
    '{PERSON} told us a story about the war .',
    '{PLACE} lies on a wide river .',
    '{PLACE} has four hospitals and an airport .',
    '{COMPANY} hired three hundred people .',
    '{COMPANY} will publish its results on {DAY} .',
    '{THINGS} lay in the garden .',
    '{THINGS} from {PLACE} are the best .',
    '{THINGS} were sold out in {PLACE} on {DAY} .',
    '{MONTH} was colder than expected .',
    '{PERSON} visited {PLACE} on {DAY} .',
    '{PERSON} works for {COMPANY} in {PLACE} .',
    '{COMPANY} opened an office in {PLACE} .',
    'On {DAY} , {PERSON} left {COMPANY} .',
    '{PLACE} welcomed {PERSON} and {PERSON} .',
    'The head of {COMPANY} , {PERSON} , flew to {PLACE} .',
    '{COMPANY} hired {PERSON} last year .',
    'It rained in {PLACE} on {DAY} .',
    '{PERSON} said {COMPANY} would leave {PLACE} .',
    'Critics of {COMPANY} met in {PLACE} .',
    '{PERSON} drove a {CAR} from {PLACE} to {PLACE} .',
    'My neighbour sold her old {CAR} in {MONTH} .',
    'The {CAR} would not start , so {PERSON} took the bus .',
    'In {MONTH} , {COMPANY} will move to {PLACE} .',
    'We met {PERSON} at the station in {PLACE} .',
    'Shares of {COMPANY} fell on {DAY} .',
    'The children asked {PERSON} for more cake .',
    '{PERSON} never liked {THINGS} .',
    'In {MONTH} , {PERSON} bought {THINGS} in {PLACE} .',
    'Nobody at {COMPANY} knew {PERSON} .',
    'The train from {PLACE} was late again .',
  ],
  test: [
    'She wrote , " {PERSON} sings very well . "',
    'She wrote , " {PLACE} looks lovely from the air . "',
    'She wrote , " {COMPANY} owes us money . "',
    'She wrote , " {CAR} seats are narrow . "',
    'She wrote , " {THINGS} make me sneeze . "',
    '{PERSON} laughed at the joke .',
    '{PLACE} has a new mayor .',
    '{COMPANY} closed two of its factories .',
    '{THINGS} were everywhere .',
    '{THINGS} arrived from {PLACE} in {MONTH} .',
    '{MONTH} brought heavy rain .',
    '{PERSON} and {PERSON} moved to {PLACE} in {MONTH} .',
    'The mayor of {PLACE} thanked {PERSON} .',
    'Workers at {COMPANY} walked out on {DAY} .',
    'A red {CAR} stopped in front of the bank .',
    '{PERSON} parked the {CAR} behind the church in {PLACE} .',
    'Flights to {PLACE} were cancelled on {DAY} .',
    'A lawyer for {COMPANY} spoke to {PERSON} .',
    '{PERSON} takes {THINGS} to {PLACE} every year .',
  ],
};

/**
 * Sentences with named entities: persons (PER), places (LOC), companies (ORG), cars (CAR) and dates
 * (DATE). Synthetic: templates with slots. Half of the names are such as can be several things: Teddy
 * is a person or a bear, Jordan a person, a country or a company, Ford a person, a company or a car.
 * No two sentences are the same.
 *
 * The test part has templates and names of its own. To see what a network owes to which, mix them:
 * `{ templates: 'train', names: 'test' }`.
 *
 * @throws RangeError where count is no whole number, or there are hardly so many sentences
 */
export function generateNer(
  count: number,
  random: Random,
  {
    part = 'train',
    templates: from = part,
    names: called = part,
  }: { part?: Part; templates?: Part; names?: Part } = {},
): TaggedSentence[] {
  const draw = () => fill(random.choice(templates[from]), lexicons[called], random);
  return drawDistinct('generateNer', count, draw, ({ tokens }) => tokens.join(' '));
}

function fill(template: string, lexicon: Lexicon, random: Random): TaggedSentence {
  const tokens: string[] = [];
  const tags: string[] = [];
  for (const word of template.split(' ')) {
    const [label, text] = slot(word, lexicon, random);
    text.split(' ').forEach((token, i) => {
      tokens.push(token);
      tags.push(label === 'O' ? 'O' : `${i === 0 ? 'B' : 'I'}-${label}`);
    });
  }
  return { tokens, tags };
}

function slot(word: string, lexicon: Lexicon, random: Random): [label: string, text: string] {
  const pick = ({ plain, ambiguous }: Names) =>
    random.choice(ambiguous.length > 0 && random.uniform() < 0.5 ? ambiguous : plain);
  switch (word) {
    case '{PERSON}': {
      const form = random.uniform();
      if (form < 0.3) return ['PER', pick(lexicon.last)];
      const first = pick(lexicon.first);
      return ['PER', form < 0.65 ? first : `${first} ${pick(lexicon.last)}`];
    }
    case '{PLACE}':
      return ['LOC', pick(lexicon.place)];
    case '{COMPANY}': {
      const company = pick(lexicon.company);
      const short = random.uniform() < 0.5;
      return ['ORG', short ? company : `${company} ${random.choice(lexicon.suffix)}`];
    }
    case '{CAR}':
      return ['CAR', pick(lexicon.car)];
    case '{DAY}':
      return ['DATE', pick(lexicon.day)];
    case '{MONTH}':
      return ['DATE', pick(lexicon.month)];
    case '{THINGS}':
      return ['O', random.choice(lexicon.things)];
    default:
      return ['O', word];
  }
}
