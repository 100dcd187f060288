import { PeerMissing, type Benchmark, type Comparison, type Contender } from './benchmark.js';

/** What a contender took: the median, and the quartiles as its spread. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Result {
  readonly ours: Figure;
  readonly peers: readonly {
    readonly figure: Figure;
    readonly ratio: number;
    readonly must?: number;
  }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Measures all contenders by turns, so that whatever else slows the machine for a while slows them
 * alike. The first round only warms up.
 */
export async function compare(
  { unit, repetitions }: Benchmark,
  { ours, peers }: Comparison,
): Promise<Result> {
  const present: { contender: Contender; must?: number }[] = [];
  const skipped: { name: string; reason: string }[] = [];
  try {
    for (const { name, must, open } of peers) {
      try {
        present.push({ contender: await open(), must });
      } catch (error) {
        if (!(error instanceof PeerMissing)) throw error;
        skipped.push({ name, reason: error.message });
      }
    }
    const [us, ...them] = await measureByTurns(
      [ours(), ...present.map(({ contender }) => contender)],
      repetitions,
    );
    const isRate = unit.endsWith('/s');
    return {
      ours: us,
      peers: them.map((figure, index) => ({
        figure,
        ratio: isRate ? figure.median / us.median : us.median / figure.median,
        must: present[index].must,
      })),
      skipped,
    };
  } finally {
    for (const { contender } of present) contender.close?.();
  }
}

async function measureByTurns(contenders: Contender[], repetitions: number): Promise<Figure[]> {
  const figures = contenders.map(() => [] as number[]);
  for (let round = 0; round <= repetitions; round++) {
    for (const [index, contender] of contenders.entries()) {
      const figure = await contender.measure();
      if (round > 0) figures[index].push(figure);
    }
  }
  return contenders.map(({ name }, index) => summary(name, figures[index]));
}

export function summary(name: string, figures: readonly number[]): Figure {
  const sorted = [...figures].sort((a, b) => a - b);
  const quantile = (share: number) => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  };
  return { name, median: quantile(0.5), low: quantile(0.25), high: quantile(0.75) };
}
