/** One who does the work of a benchmark: the course's library, or a peer. */
export interface Contender {
  /** With its version: "PyTorch 2.13.0, 1 thread". */
  readonly name: string;
  /** Does the work once more, and returns the figure in the comparison's unit. */
  measure(): number | Promise<number>;
  close?(): void;
}

export interface Peer {
  /** The name while it is not there. */
  readonly name: string;
  /** The ratio that must be reached against this peer (ours ÷ theirs for times, else reversed). */
  readonly must?: number;
  /** @throws PeerMissing where it is not installed. */
  readonly open: () => Contender | Promise<Contender>;
}

/** The same work for all. */
export interface Comparison {
  /** Which of a benchmark's comparisons this is, where it has several. */
  readonly case?: string;
  readonly ours: () => Contender;
  readonly peers: readonly Peer[];
}

export interface Benchmark {
  readonly id: string;
  readonly title: string;
  readonly unit: 'ms' | 's' | 'words/s';
  /** How often each contender is measured, by turns. */
  readonly repetitions: number;
  readonly comparisons: readonly Comparison[];
}

/** A peer that is not installed; the message says how it gets there. */
export class PeerMissing extends Error {}

/** Milliseconds that `work` takes, repeated until the clock's own grain no longer matters. */
export function milliseconds(work: () => void, atLeast = 20): number {
  const start = performance.now();
  for (let times = 1; ; times++) {
    work();
    const elapsed = performance.now() - start;
    if (elapsed >= atLeast) return elapsed / times;
  }
}
