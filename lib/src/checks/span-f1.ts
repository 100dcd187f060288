import { decodeSpans } from '../language/spans';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Args = [predicted: string[][], truth: string[][]];
type Score = { precision: number; recall: number; f1: number };
type Metrics = Readonly<{
  precision: typeof tf.metrics.precision;
  recall: typeof tf.metrics.recall;
}>;

export const spanF1Exercise: Exercise<Metrics, Args, Score> = {
  id: 'span-f1',
  lesson: '12-sequence-labeling',
  functionName: 'spanF1',
  argumentNames: ['predicted', 'truth'],
  resultName: 'score',
  allowed: ['decodeSpans'],
  tolerance: float32Tolerance,
  layers: () => ({ precision: tf.metrics.precision, recall: tf.metrics.recall }),
  oracle({ precision, recall }, predicted, truth) {
    requireFunction(precision, tf.metrics.precision, '{ …, precision: tf.metrics.precision }');
    requireFunction(recall, tf.metrics.recall, '{ …, recall: tf.metrics.recall }');
    return score(spansOf(predicted), spansOf(truth));
  },
  checks: [
    {
      id: 'one-sentence',
      title: 'one sentence: some entities found, some missed, some invented',
      points: 1,
      cases: (random) => [
        batch(drawSentence(random, { right: 2, missed: 1, invented: 2 })),
        batch(drawSentence(random, { right: 3, missed: 2, invented: 0 })),
      ],
    },
    {
      id: 'label-and-borders',
      title: 'an entity of another label, or of other borders, is wrong',
      points: 1,
      cases(random) {
        const [one, two] = random.shuffle(['PER', 'LOC', 'ORG', 'CAR']);
        const sound = drawSentence(random, { right: 1, missed: 0, invented: 2 });
        const [B, I] = [`B-${one}`, `I-${one}`];
        const nearly: Sentence[] = [
          { predicted: [`B-${two}`, `I-${two}`], truth: [B, I] },
          { predicted: ['O', B, I], truth: [B, I, I] },
          { predicted: [B, I, I], truth: [B, I, 'O'] },
        ];
        return nearly.map((other) =>
          batch({
            predicted: [...sound.predicted, ...other.predicted],
            truth: [...sound.truth, ...other.truth],
          }),
        );
      },
    },
    {
      id: 'several-sentences',
      title: 'the entities of all sentences, counted together',
      points: 1,
      cases: (random) => [
        batch(
          drawSentence(random, { right: 1, missed: 0, invented: 0 }),
          drawSentence(random, { right: 2, missed: 3, invented: 0 }),
          drawSentence(random, { right: 1, missed: 0, invented: 2 }),
        ),
        // In the same place of another sentence it is another entity.
        batch(
          { predicted: ['B-PER', 'O', 'B-LOC'], truth: ['O', 'O', 'B-LOC'] },
          { predicted: ['O', 'O', 'O'], truth: ['B-PER', 'O', 'O'] },
          { predicted: ['O'], truth: ['B-LOC'] },
        ),
        // An I- at the start of a sentence goes on with nothing of the sentence before.
        batch(
          { predicted: ['B-LOC', 'O', 'B-PER'], truth: ['B-LOC', 'O', 'B-PER'] },
          { predicted: ['I-PER', 'O'], truth: ['B-PER', 'O'] },
          { predicted: ['B-ORG'], truth: ['O'] },
        ),
      ],
    },
    {
      id: 'nothing',
      title: 'nothing found, nothing to find, or neither',
      points: 1,
      cases: () => [
        batch({ predicted: ['O', 'O'], truth: ['O', 'B-PER'] }),
        batch({ predicted: ['O', 'B-PER'], truth: ['O', 'O'] }),
        batch({ predicted: ['O'], truth: ['O'] }),
      ],
    },
  ],
  mistakes: [
    {
      when: 'the end of an entity is not compared',
      result: (predicted, truth) => score(beginningsOf(predicted), beginningsOf(truth)),
    },
    {
      when: 'words are counted instead of entities',
      result: (predicted, truth) => score(wordsOf(predicted), wordsOf(truth)),
    },
    {
      when: 'the label is not compared',
      result: (predicted, truth) =>
        score(spansOf(unlabelled(predicted)), spansOf(unlabelled(truth))),
    },
    {
      when: 'precision and recall are exchanged',
      result: (predicted, truth) => score(spansOf(truth), spansOf(predicted)),
    },
    {
      when: 'f1 is the mean of precision and recall, (P + R)/2, instead of 2PR/(P + R)',
      result(predicted, truth) {
        const { precision, recall } = score(spansOf(predicted), spansOf(truth));
        return { precision, recall, f1: (precision + recall) / 2 };
      },
    },
    {
      when: 'each sentence gets a score, and their mean is taken: count all entities together',
      result(predicted, truth) {
        const scores = predicted.map((tags, i) => score(spansOf([tags]), spansOf([truth[i]])));
        const mean = (of: (one: Score) => number) =>
          scores.reduce((sum, one) => sum + of(one), 0) / scores.length;
        return {
          precision: mean(({ precision }) => precision),
          recall: mean(({ recall }) => recall),
          f1: mean(({ f1 }) => f1),
        };
      },
    },
    {
      when: 'it is not looked at which sentence an entity stands in',
      result: (predicted, truth) => score(anywhere(predicted), anywhere(truth)),
    },
    {
      when: 'all sentences are joined to one, so that an entity goes on from one into the next',
      result: (predicted, truth) => score(spansOf([predicted.flat()]), spansOf([truth.flat()])),
    },
    {
      when: 'a sentence without true entities is left out: what is found there is wrong, and counts',
      result(predicted, truth) {
        const hasSome = (_: unknown, i: number) => decodeSpans(truth[i]).length > 0;
        return score(spansOf(predicted.filter(hasSome)), spansOf(truth.filter(hasSome)));
      },
    },
    {
      when:
        'no entity is ever right: two objects are not === even if they have the same contents, ' +
        'so compare label, start and end',
      result: () => ({ precision: 0, recall: 0, f1: 0 }),
    },
  ],
};

type Sentence = { predicted: string[]; truth: string[] };

function batch(...sentences: Sentence[]): Args {
  return [sentences.map(({ predicted }) => predicted), sentences.map(({ truth }) => truth)];
}

/** A sentence with so many entities of each kind, in any order, and other words between them. */
function drawSentence(
  random: Random,
  { right, missed, invented }: { right: number; missed: number; invented: number },
): Sentence {
  const kinds = random.shuffle([
    ...Array<string>(right).fill('right'),
    ...Array<string>(missed).fill('missed'),
    ...Array<string>(invented).fill('invented'),
  ]);
  const parts = kinds.map((kind): Sentence => {
    const label = random.choice(['PER', 'LOC', 'ORG', 'CAR', 'DATE']);
    const inside = Array<string>(random.integer(0, 2)).fill(`I-${label}`);
    const entity = [`B-${label}`, ...inside, 'O'];
    const nothing = entity.map(() => 'O');
    return {
      predicted: kind === 'missed' ? nothing : entity,
      truth: kind === 'invented' ? nothing : entity,
    };
  });
  return {
    predicted: ['O', ...parts.flatMap(({ predicted }) => predicted)],
    truth: ['O', ...parts.flatMap(({ truth }) => truth)],
  };
}

type Found = ReadonlySet<string>;

/** Every entity as a text that no other one has. */
function spansOf(sentences: readonly (readonly string[])[]): Found {
  return new Set(
    sentences.flatMap((tags, i) =>
      decodeSpans(tags).map(({ label, start, end }) => `${i} ${start} ${end} ${label}`),
    ),
  );
}

/** The metrics of tf.js, for the question of each entity: was it found, and is it there? */
function score(found: Found, wanted: Found): Score {
  const all = [...new Set([...found, ...wanted])];
  if (all.length === 0) return { precision: 0, recall: 0, f1: 0 };
  const yesOrNo = (some: Found) => tf.tensor1d(all.map((span) => Number(some.has(span))));
  const [isThere, isFound] = [yesOrNo(wanted), yesOrNo(found)];
  const precision = tf.metrics.precision(isThere, isFound).dataSync()[0];
  const recall = tf.metrics.recall(isThere, isFound).dataSync()[0];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** Every word that is part of an entity, with its tag. */
function wordsOf(sentences: readonly (readonly string[])[]): Found {
  return new Set(
    sentences.flatMap((tags, i) =>
      tags.flatMap((tag, t) => (tag === 'O' ? [] : [`${i} ${t} ${tag}`])),
    ),
  );
}

/** The entities without regard to their sentence. */
function anywhere(sentences: readonly (readonly string[])[]): Found {
  return new Set([...spansOf(sentences)].map((span) => span.slice(span.indexOf(' '))));
}

/** The entities without regard to where they end. */
function beginningsOf(sentences: readonly (readonly string[])[]): Found {
  return new Set(
    sentences.flatMap((tags, i) =>
      decodeSpans(tags).map(({ label, start }) => `${i} ${start} ${label}`),
    ),
  );
}

function unlabelled(sentences: readonly (readonly string[])[]): string[][] {
  return sentences.map((tags) => tags.map((tag) => tag.replace(/-.*/s, '-X')));
}
