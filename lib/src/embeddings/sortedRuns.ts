import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Numbers of a run that are read or written at a time: pairs of a key and its sum. */
const BUFFER = 2 ** 15;

/** Writes keys in increasing order with their sums, to be merged with others. */
export function writeRun(path: string, keys: Float64Array, sumOf: (key: number) => number): void {
  const file = openSync(path, 'wx');
  try {
    const buffer = new Float64Array(BUFFER);
    let filled = 0;
    const flush = () => {
      const bytes = new Uint8Array(buffer.buffer, 0, 8 * filled);
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      filled = 0;
    };
    for (let n = 0; n < keys.length; n++) {
      buffer[filled++] = keys[n];
      buffer[filled++] = sumOf(keys[n]);
      if (filled === BUFFER) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
}

/**
 * Merges runs: all keys in increasing order, and for each the total of its sums.
 * @param size how many keys come at a time
 */
export function* mergeRuns(
  paths: readonly string[],
  size: number,
): Generator<{ keys: Float64Array; counts: Float64Array }, void, void> {
  const runs: Run[] = [];
  try {
    for (const path of paths) runs.push(new Run(path));
    // A heap: no run stands before (at the half of its index) one with a smaller key.
    const heap = runs.filter((run) => run.key !== undefined);
    for (let i = heap.length >> 1; i >= 0; i--) sink(heap, i);
    let keys = new Float64Array(size);
    let counts = new Float64Array(size);
    let n = 0;
    while (heap.length > 0) {
      const [run] = heap;
      if (n > 0 && keys[n - 1] === run.key) counts[n - 1] += run.sum;
      else {
        if (n === size) {
          yield { keys, counts };
          [keys, counts, n] = [new Float64Array(size), new Float64Array(size), 0];
        }
        keys[n] = run.key!;
        counts[n] = run.sum;
        n++;
      }
      run.next();
      if (run.key === undefined) {
        const last = heap.pop()!;
        if (heap.length > 0) heap[0] = last;
      }
      sink(heap, 0);
    }
    if (n > 0) yield { keys: keys.subarray(0, n), counts: counts.subarray(0, n) };
  } finally {
    for (const run of runs) run.close();
  }
}

/** Moves the run at place i down the heap until those below it have larger keys. */
function sink(heap: Run[], i: number): void {
  for (;;) {
    let least = 2 * i + 1;
    if (least >= heap.length) return;
    if (least + 1 < heap.length && heap[least + 1].key! < heap[least].key!) least++;
    if (heap[i].key! <= heap[least].key!) return;
    [heap[i], heap[least]] = [heap[least], heap[i]];
    i = least;
  }
}

/** A run, read from its beginning. */
class Run {
  /** The present key, undefined after the last one. */
  key: number | undefined;
  /** Its sum. */
  sum = 0;
  private readonly file: number;
  private readonly buffer = new Float64Array(BUFFER);
  private filled = 0;
  private at = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'r');
    this.next();
  }

  next(): void {
    if (this.at === this.filled) this.fill();
    if (this.filled === 0) {
      this.key = undefined;
      return;
    }
    this.key = this.buffer[this.at++];
    this.sum = this.buffer[this.at++];
  }

  close(): void {
    closeSync(this.file);
  }

  private fill(): void {
    const bytes = new Uint8Array(this.buffer.buffer);
    let read = 0;
    for (let n = 1; n > 0 && read < bytes.length; read += n) {
      n = readSync(this.file, bytes, read, bytes.length - read, null);
    }
    if (read % 16 !== 0) throw new Error(`${this.path} was cut short while it was in use`);
    this.filled = read / 8;
    this.at = 0;
  }
}
