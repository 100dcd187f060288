import { cosineSimilarity, type Neighbour } from '../embeddings/similarity';
import { unitColumns } from '../embeddings/embedding';
import type { Matrix } from '../tensor/matrix';
import { add, sliceColumns, subtract } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  best,
  dotAndTopk,
  drawTable,
  nearest,
  nearestWordsExercise,
  type Layers,
  type Table,
} from './nearest-words';
import { tf } from './tfjs';

type Args = [embedding: Table, a: string, b: string, c: string, count: number];
/** The three words' vectors. */
type Combine = (ea: Matrix, eb: Matrix, ec: Matrix) => Matrix;

export const completeAnalogyExercise: Exercise<Layers, Args, Neighbour[]> = {
  id: 'complete-analogy',
  lesson: '15-word-embeddings',
  functionName: 'completeAnalogy',
  argumentNames: ['embedding', 'a', 'b', 'c', 'count'],
  resultName: 'answers',
  allowed: nearestWordsExercise.allowed,
  tolerance: float32Tolerance,
  layers: dotAndTopk,
  oracle: (layers, ...args) => answers(args, { layers }),
  checks: [
    {
      id: 'values',
      title: 'unit vectors',
      points: 2,
      cases: (random) => [
        drawFarInputs(random, 1, drawUnitTable),
        drawFarInputs(random, 2, drawUnitTable),
      ],
    },
    {
      id: 'lengths',
      title: 'vectors of very different lengths: every word counts the same',
      points: 1,
      cases(random) {
        return [drawFarInputs(random, 2, drawTable), drawFarInputs(random, 1, drawTable)];
      },
    },
    {
      id: 'inputs-excluded',
      title: 'questions to which an input itself is the nearest word: it is no answer',
      points: 2,
      cases: (random) => [drawNearInputs(random), drawNearInputs(random)].flat(),
    },
  ],
  mistakes: [
    {
      when: 'only c is excluded: a and b are no answers either',
      result: (...args) => answers(args, { exclude: (_, __, c) => [c] }),
    },
    {
      when: 'a, b and c are not excluded: the sum often stays nearest to one of them',
      result: (...args) => answers(args, { exclude: () => [] }),
    },
    {
      when: 'the vectors are not scaled to length 1 first, so that a long one counts more',
      result: (...args) => answers(args, { prepare: (e) => e }),
    },
    {
      when: 'the step goes the wrong way, e_a − e_b + e_c',
      result: (...args) => answers(args, { combine: (ea, eb, ec) => add(subtract(ea, eb), ec) }),
    },
    {
      when: 'e_c is left out: only the step e_b − e_a is compared',
      result: (...args) => answers(args, { combine: (ea, eb) => subtract(eb, ea) }),
    },
    {
      when: 'it is e_b + e_c + e_a: e_a must be subtracted',
      result: (...args) => answers(args, { combine: (ea, eb, ec) => add(add(ea, eb), ec) }),
    },
    {
      when:
        'words are ranked by cos(e_b − e_a, e_w − e_c), the direction of the step alone: that is ' +
        "another method, and a weaker one (32.9 % against 64.3 % on this lesson's questions)",
      result: (...args) => byDirection(args),
    },
  ],
};

/** With no more options, the right answers. */
function answers(
  [table, a, b, c, count]: Args,
  {
    layers = dotAndTopk(),
    prepare = unitColumns,
    combine = (ea: Matrix, eb: Matrix, ec: Matrix) => add(subtract(eb, ea), ec),
    exclude = (...inputs: string[]) => inputs,
  }: {
    layers?: Layers;
    prepare?: (e: Matrix) => Matrix;
    combine?: Combine;
    exclude?: (a: string, b: string, c: string) => string[];
  } = {},
): Neighbour[] {
  const [ea, eb, ec] = [a, b, c].map((word) => prepare(vectorOf(table, word)));
  return nearest(layers, table, combine(ea, eb, ec), count, exclude(a, b, c));
}

function byDirection([table, a, b, c, count]: Args): Neighbour[] {
  const unit = { ...table, E: unitColumns(table.E) };
  const [ea, eb, ec] = [a, b, c].map((word) => vectorOf(unit, word));
  const scores = table.words.map((word) =>
    word === c ? 0 : cosineSimilarity(subtract(eb, ea), subtract(vectorOf(unit, word), ec)),
  );
  return best(table, count, [a, b, c], tf.tensor1d(scores));
}

function vectorOf({ words, E }: Table, word: string): Matrix {
  const j = words.indexOf(word);
  return sliceColumns(E, j, j + 1);
}

function drawUnitTable(random: Random): Table {
  const { words, E } = drawTable(random);
  return { words, E: unitColumns(E) };
}

/** A question to which no input is among the nearest, excluded or not. */
function drawFarInputs(random: Random, count: number, draw: (random: Random) => Table): Args {
  for (;;) {
    const table = draw(random);
    const [a, b, c] = random.shuffle(table.words);
    const args: Args = [table, a, b, c, count];
    const isFar = answers(args, { exclude: () => [] }).every(
      ({ word }) => ![a, b, c].includes(word),
    );
    if (isFar) return args;
  }
}

/** Two questions with unit vectors: a and b are nearly alike, then a and c are. */
function drawNearInputs(random: Random): Args[] {
  const { words, E } = drawTable(random);
  const [a, b, c] = random.shuffle(words);
  const alike = (one: string, other: string): Table => {
    const changed = unitColumns(E);
    const [from, to] = [one, other].map((word) => words.indexOf(word));
    for (let i = 0; i < E.rows; i++) {
      changed.set(i, to, changed.get(i, from) + 0.02 * random.normal());
    }
    return { words, E: unitColumns(changed) };
  };
  return [
    [alike(a, b), a, b, c, 2],
    [alike(a, c), a, b, c, 2],
  ];
}
