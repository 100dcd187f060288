import type { Span } from '../language/spans';
import type { Random } from '../tensor/random';
import { exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [tags: string[]];
type Operations = Readonly<{ notEqual: typeof tf.notEqual; logicalOr: typeof tf.logicalOr }>;

export const decodeSpansExercise: Exercise<Operations, Args, Span[]> = {
  id: 'decode-spans',
  lesson: '12-sequence-labeling',
  functionName: 'decodeSpans',
  argumentNames: ['tags'],
  resultName: 'spans',
  allowed: [],
  tolerance: exact,
  layers: () => ({ notEqual: tf.notEqual, logicalOr: tf.logicalOr }),
  oracle({ notEqual, logicalOr }, tags) {
    requireFunction(notEqual, tf.notEqual, '{ …, notEqual: tf.notEqual }');
    requireFunction(logicalOr, tf.logicalOr, '{ …, logicalOr: tf.logicalOr }');
    return spansOf(tags);
  },
  checks: [
    {
      id: 'apart',
      title: 'entities with other words between them',
      points: 1,
      cases(random) {
        const [one, two] = drawLabels(random);
        return [
          [['O', `B-${one}`, 'O', `B-${two}`, `I-${two}`, `I-${two}`, 'O']],
          [[`B-${two}`, `I-${two}`, 'O', 'O', `B-${two}`, 'O', `B-${one}`, `I-${one}`, 'O']],
          [['O', 'O']],
          [[]],
        ];
      },
    },
    {
      id: 'at-the-end',
      title: 'an entity that ends with the sentence',
      points: 1,
      cases(random) {
        const [one, two] = drawLabels(random);
        return [
          [[`B-${one}`, 'O', `B-${two}`, `I-${two}`]],
          [['O', 'O', `B-${one}`]],
          [[`B-${two}`]],
        ];
      },
    },
    {
      id: 'neighbours',
      title: 'entities side by side, of one label and of two',
      points: 1,
      cases(random) {
        const [one, two] = drawLabels(random);
        return [
          [[`B-${one}`, `B-${one}`, `I-${one}`, `B-${one}`, 'O']],
          [['O', `B-${one}`, `I-${one}`, `B-${two}`, `I-${two}`, 'O']],
        ];
      },
    },
    {
      id: 'no-beginning',
      title: 'an I- that continues nothing of its label',
      points: 1,
      cases(random) {
        const [one, two] = drawLabels(random);
        return [
          [['O', `I-${one}`, `I-${one}`, 'O', `I-${two}`, 'O']],
          [[`I-${two}`, 'O', `B-${one}`, `I-${two}`, `I-${two}`, 'O']],
        ];
      },
    },
    {
      id: 'hyphens',
      title: 'a label that has a hyphen itself',
      points: 1,
      cases(random) {
        const [one, two] = drawLabels(random);
        return [[['O', `B-${one}-${two}`, `I-${one}-${two}`, 'O']]];
      },
    },
  ],
  mistakes: [
    {
      when: 'end is the last word of the entity, instead of the word after it',
      result: ([...tags]) => spansOf(tags).map((span) => ({ ...span, end: span.end - 1 })),
    },
    {
      when: 'an entity that ends with the sentence is lost',
      result: (tags) => spansOf(tags).filter(({ end }) => end < tags.length),
    },
    {
      when: 'an entity is lost where another one follows directly',
      result: (tags) => spansOf(tags).filter(({ end }) => end === tags.length || tags[end] === 'O'),
    },
    {
      when: 'an I- that continues nothing is skipped: as in conlleval, it begins an entity too',
      result: (tags) => spansOf(tags).filter(({ start }) => tags[start].startsWith('B-')),
    },
    {
      when: 'only a change of label begins a new entity, and B- is taken for I-',
      result: (tags) => spansOf(tags.map((tag) => tag.replace('B-', 'I-'))),
    },
    {
      when: 'each word is an entity of its own',
      result: (tags) => spansOf(tags.map((tag) => tag.replace('I-', 'B-'))),
    },
    {
      when: 'an I- goes on with the open entity, whatever its label',
      result: (tags) => spansOf(goingOn(tags)),
    },
    {
      when: 'the label ends at its own hyphen',
      result: (tags) => spansOf(tags).map((span) => ({ ...span, label: span.label.split('-')[0] })),
    },
    {
      when: 'the label still has its B- or I- in front',
      result: (tags) => spansOf(tags).map((span) => ({ ...span, label: tags[span.start] })),
    },
    {
      when: 'positions are counted from 1',
      result: (tags) =>
        spansOf(tags).map(({ label, start, end }) => ({ label, start: start + 1, end: end + 1 })),
    },
  ],
};

/**
 * All words at once: an entity begins where a tag is no O, and is a B- or differs in label from the
 * tag before; it ends where the next word is O or begins another.
 */
function spansOf(tags: readonly string[]): Span[] {
  if (tags.length === 0) return [];
  const labels = tags.map((tag) => tag.slice(2));
  const known = ['', ...new Set(labels)];
  const number = tf.tensor1d(labels.map((label) => known.lastIndexOf(label)));
  const isB = tf.tensor1d(
    tags.map((tag) => tag.startsWith('B-')),
    'bool',
  );
  const none = tf.tensor1d([known.lastIndexOf('')], 'float32');
  const before = tf.concat([none, number.slice(0, tags.length - 1)]);
  const after = tf.concat([number.slice(1), none]);
  const inside = tf.notEqual(number, none);
  const begins = tf.logicalAnd(inside, tf.logicalOr(isB, tf.notEqual(number, before)));
  const beginsNext = tf.concat([begins.slice(1), tf.tensor1d([false], 'bool')]);
  const ends = tf.logicalAnd(inside, tf.logicalOr(beginsNext, tf.notEqual(number, after)));
  const [starts, lasts] = [begins, ends].map((where) =>
    [...where.dataSync()].flatMap((is, t) => (is ? [t] : [])),
  );
  return starts.map((start, k) => ({ label: labels[start], start, end: lasts[k] + 1 }));
}

/** The tags as somebody takes them who never looks at the label of an I-. */
function goingOn(tags: readonly string[]): string[] {
  let open = '';
  return tags.map((tag) => {
    if (!tag.startsWith('I-') || open === '') open = tag.slice(2);
    return tag === 'O' ? tag : `${tag.slice(0, 2)}${open}`;
  });
}

function drawLabels(random: Random): [one: string, two: string] {
  const [one, two] = random.shuffle(['PER', 'LOC', 'ORG', 'CAR', 'DATE']);
  return [one, two];
}
