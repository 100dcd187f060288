import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import type { Neighbour } from '../embeddings/similarity';
import type { Matrix } from '../tensor/matrix';
import { scaleRows, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { cosines, cosineSimilarityExercise, type DotLayer } from './cosine-similarity';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf, toTensor } from './tfjs';

/** words[j] belongs to column j of E. */
export interface Table {
  readonly words: string[];
  readonly E: Matrix;
}

export type Layers = Readonly<{ dot: DotLayer; topk: typeof tf.topk }>;
type Args = [embedding: Table, query: Matrix, count: number, exclude?: string[]];

export const nearestWordsExercise: Exercise<Layers, Args, Neighbour[]> = {
  id: 'nearest-words',
  lesson: '15-word-embeddings',
  functionName: 'nearestWords',
  argumentNames: ['embedding', 'query', 'count', 'exclude'],
  resultName: 'neighbours',
  allowed: cosineSimilarityExercise.allowed,
  tolerance: float32Tolerance,
  layers: dotAndTopk,
  oracle: nearest,
  checks: [
    {
      id: 'values',
      title: 'the nearest words, the nearest first',
      points: 2,
      cases(random) {
        const table = drawTable(random);
        return [1, 3, table.words.length].map((count) => [table, drawQuery(random, table), count]);
      },
    },
    {
      id: 'excluded',
      title: 'words that shall be left out',
      points: 2,
      cases(random) {
        const table = drawTable(random);
        const query = drawQuery(random, table);
        const ranking = nearest(dotAndTopk(), table, query, table.words.length);
        const [first, second, third] = ranking.map(({ word }) => word);
        return [
          [table, query, 2, [first]],
          [table, query, 3, [third, first, second]],
          [table, query, 2, [ranking[ranking.length - 1].word]],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'exclude has no effect',
      result: (table, query, count) => nearest(dotAndTopk(), table, query, count),
    },
    {
      when: 'the least similar word comes first',
      result(table, query, count, exclude) {
        const all = table.words.length - (exclude?.length ?? 0);
        return nearest(dotAndTopk(), table, query, all, exclude).reverse().slice(0, count);
      },
    },
    {
      when: 'nothing is sorted: the words stand in the order of the vocabulary',
      result(table, query, count, exclude = []) {
        const all = nearest(dotAndTopk(), table, query, table.words.length);
        return table.words
          .filter((word) => !exclude.includes(word))
          .slice(0, count)
          .map((wanted) => all.find(({ word }) => word === wanted)!);
      },
    },
    {
      when: 'count has no effect: all words come out',
      result: (table, query, _, exclude) =>
        nearest(dotAndTopk(), table, query, table.words.length - (exclude?.length ?? 0), exclude),
    },
    {
      when: 'words are compared by the product u·v instead of the cosine',
      result: (table, query, count, exclude) =>
        best(table, count, exclude, tf.reshape(tf.matMul(toTensor(table.E), column(query)), [-1])),
    },
    {
      when: 'words are compared by their distance instead of the cosine',
      result(table, query, count, exclude) {
        const steps = tf.sub(toTensor(table.E), toTensor(query));
        const found = best(table, count, exclude, tf.neg(tf.norm(steps, 2, 1) as Tensor1D));
        return found.map(({ word, similarity }) => ({ word, similarity: -similarity }));
      },
    },
    {
      when:
        'the words to leave out are taken from the list of words, but not from the columns of E: ' +
        'words and columns no longer belong together',
      result(table, query, count, exclude = []) {
        const words = table.words.filter((word) => !exclude.includes(word));
        const all = cosines(dotAndTopk().dot, repeat(query, table), toTensor(table.E));
        return best({ ...table, words }, count, [], tf.slice1d(all, 0, words.length));
      },
    },
  ],
};

export function dotAndTopk(): Layers {
  return { dot: tf.layers.dot({ axes: 1, normalize: true }), topk: tf.topk };
}

/** Words for a small vocabulary. */
const lexicon =
  'man woman king queen uncle aunt boy girl apple orange juice river city walk swim big red';

/** Some words with random vectors, the lengths of which differ widely. */
export function drawTable(random: Random): Table {
  const V = random.integer(9, 14);
  const words = random.shuffle(lexicon.split(' ')).slice(0, V);
  const directions = random.normalMatrix(V, random.integer(3, 6));
  const lengths = random.normalMatrix(V, 1);
  lengths.data.forEach((exponent, j) => (lengths.data[j] = Math.exp(exponent)));
  return { words, E: transpose(scaleRows(directions, lengths)) };
}

function drawQuery(random: Random, { E }: Table): Matrix {
  return random.normalMatrix(E.rows, 1, 2);
}

/** The words whose vectors have the largest cosine with the query. */
export function nearest(
  { dot, topk }: Layers,
  table: Table,
  query: Matrix,
  count: number,
  exclude?: readonly string[],
): Neighbour[] {
  const all = cosines(dot, repeat(query, table), toTensor(table.E));
  return best(table, count, exclude, all, topk);
}

/** The words of the largest scores, `[V]`; nothing scores less than a word to leave out. */
export function best(
  { words }: Table,
  count: number,
  exclude: readonly string[] = [],
  scores: Tensor1D,
  topk = tf.topk,
): Neighbour[] {
  requireFunction(topk, tf.topk, '{ …, topk: tf.topk }');
  return tf.tidy(() => {
    const isLeft = tf.tensor1d(words.map((word) => exclude.includes(word)));
    const { values, indices } = topk(tf.where(isLeft, -Infinity, scores), count);
    const [similarities, columns] = [values.dataSync(), indices.dataSync()];
    return [...columns].map((j, k) => ({ word: words[j], similarity: similarities[k] }));
  });
}

/** One row a word, each of them the query, `[V, n_e]`. */
function repeat(query: Matrix, { words }: Table): Tensor {
  return tf.tile(toTensor(query), [words.length, 1]);
}

function column(query: Matrix): Tensor {
  return tf.transpose(toTensor(query));
}
