import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Matrix } from '../tensor/matrix';
import { PairCounts } from './pairCounts';
import { mergeRuns, writeRun } from './sortedRuns';

/**
 * Some of the words that occur together: words rows[n] and cols[n], rows[n] ≤ cols[n], with X = X_rc
 * = X_cr in counts[n].
 */
export interface Cooccurrences {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly counts: Float64Array;
}

/** How many co-occurrences come at a time. */
const BLOCK = 2 ** 16;
/** After so many words the event loop runs, so that counting can be interrupted. */
const PAUSE_EVERY = 100_000;

/**
 * Counts which words occur near which, in a corpus that may be larger than memory: X_ij sums, over
 * all places of i and j in one sentence at most `window` words apart, 1 / distance.
 *
 * Counts are kept in a table; when that is full it is written to a temporary file, sorted; at the end
 * the files are merged. They go when the last block was taken, or the loop over the blocks is left.
 *
 *     for await (const { rows, cols, counts } of countCooccurrences(sentences, { V })) …
 *
 * @param sentences word numbers, 0 to V − 1, read once
 * @param options further settings
 * @param options.V how many words there are
 * @param options.maxPairs how many pairs of words the table holds: 16 to 32 bytes each
 * @param options.folder where the temporary files go
 * @returns each pair once, in order of rows and then cols, in blocks
 * @throws RangeError where a word is not in the vocabulary, or an option out of range
 * @see Pennington, Socher and Manning, *GloVe: Global Vectors for Word Representation* (2014), and
 *   the program `cooccur` of GloVe
 */
export async function* countCooccurrences(
  sentences: Iterable<ArrayLike<number>> | AsyncIterable<ArrayLike<number>>,
  {
    V,
    window = 10,
    maxPairs = 4_000_000,
    folder = tmpdir(),
  }: { V: number; window?: number; maxPairs?: number; folder?: string },
): AsyncGenerator<Cooccurrences, void, void> {
  for (const [name, value] of Object.entries({ V, window, maxPairs })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(
      `countCooccurrences: ${name} is ${value}, but must be a positive whole number`,
    );
  }
  if (maxPairs < window) {
    throw new RangeError(
      `countCooccurrences: maxPairs is ${maxPairs}, but must be at least the window, ${window}`,
    );
  }
  const table = new PairCounts(maxPairs);
  const runs: string[] = [];
  let temporary: string | undefined;
  const spill = () => {
    temporary ??= mkdtempSync(join(folder, 'cooccurrences-'));
    const path = join(temporary, `run-${runs.length}`);
    runs.push(path);
    writeRun(path, table.sortedKeys(), (key) => table.get(key));
    table.clear();
  };
  try {
    let [number, words] = [0, 0];
    for await (const sentence of sentences) {
      for (let t = 0; t < sentence.length; t++) {
        const word = sentence[t];
        if (!(Number.isInteger(word) && word >= 0 && word < V)) {
          throw new RangeError(
            `countCooccurrences: word ${t} of sentence ${number} is ${word}, ` +
              `but must be from 0 to ${V - 1}`,
          );
        }
        if (table.size + window > maxPairs) spill();
        for (let s = Math.max(0, t - window); s < t; s++) {
          const other = sentence[s];
          const key = word < other ? word * V + other : other * V + word;
          // A word beside itself is near it twice: seen from either of the two places.
          table.add(key, (word === other ? 2 : 1) / (t - s));
        }
        if (++words % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      number++;
    }
    if (runs.length === 0) yield* inMemory(table, V);
    else {
      if (table.size > 0) spill();
      yield* blocks(mergeRuns(runs, BLOCK), V);
    }
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true });
  }
}

/** All blocks as one, where they fit in memory. */
export async function collectCooccurrences(
  blocks: AsyncIterable<Cooccurrences>,
): Promise<Cooccurrences> {
  const parts: Cooccurrences[] = [];
  for await (const block of blocks) parts.push(block);
  const length = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const all = {
    rows: new Int32Array(length),
    cols: new Int32Array(length),
    counts: new Float64Array(length),
  };
  let at = 0;
  for (const { rows, cols, counts } of parts) {
    all.rows.set(rows, at);
    all.cols.set(cols, at);
    all.counts.set(counts, at);
    at += rows.length;
  }
  return all;
}

/** X as a matrix, `[V, V]`, symmetric; for small vocabularies, as it takes V² numbers. */
export function cooccurrenceMatrix({ rows, cols, counts }: Cooccurrences, V: number): Matrix {
  const X = Matrix.zeros(V, V);
  for (let n = 0; n < rows.length; n++) {
    X.set(rows[n], cols[n], counts[n]);
    X.set(cols[n], rows[n], counts[n]);
  }
  return X;
}

function* inMemory(table: PairCounts, V: number): Generator<Cooccurrences, void, void> {
  const keys = table.sortedKeys();
  for (let start = 0; start < keys.length; start += BLOCK) {
    const some = keys.subarray(start, start + BLOCK);
    const counts = some.map((key) => table.get(key));
    yield block(some, counts, V);
  }
}

function* blocks(
  merged: Iterable<{ keys: Float64Array; counts: Float64Array }>,
  V: number,
): Generator<Cooccurrences, void, void> {
  for (const { keys, counts } of merged) yield block(keys, counts, V);
}

/** A key is row · V + column, below 2⁵³. */
function block(keys: Float64Array, counts: Float64Array, V: number): Cooccurrences {
  const rows = new Int32Array(keys.length);
  const cols = new Int32Array(keys.length);
  for (let n = 0; n < keys.length; n++) {
    rows[n] = Math.floor(keys[n] / V);
    cols[n] = keys[n] - rows[n] * V;
  }
  return { rows, cols, counts };
}
