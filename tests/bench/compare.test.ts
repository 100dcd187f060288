import assert from 'node:assert/strict';
import { PeerMissing, type Benchmark, type Comparison, type Contender } from './benchmark.js';
import { compare, summary } from './compare.js';

const benchmark: Benchmark = {
  id: 'example',
  title: 'an example',
  unit: 'ms',
  repetitions: 3,
  comparisons: [],
};

/** Gives the figures one after the other, and notes that it was asked. */
function contender(name: string, figures: number[], asked: string[] = []): Contender {
  const left = [...figures];
  return {
    name,
    measure: () => {
      asked.push(name);
      return left.shift()!;
    },
    close: () => asked.push(`${name} closed`),
  };
}

function against(ours: Contender, theirs: Contender, must?: number): Comparison {
  return { ours: () => ours, peers: [{ name: theirs.name, must, open: () => theirs }] };
}

describe('benchmarks', () => {
  it('measure by turns, leave the first round out, and close the peers', async () => {
    const asked: string[] = [];
    const result = await compare(
      benchmark,
      against(contender('a', [90, 1, 5, 2], asked), contender('b', [90, 4, 4, 7], asked), 0.5),
    );
    assert.deepEqual(asked, ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b', 'b closed']);
    assert.equal(result.ours.median, 2);
    assert.deepEqual(result.peers, [
      { figure: { name: 'b', median: 4, low: 4, high: 5.5 }, ratio: 0.5, must: 0.5 },
    ]);
  });

  it("turn a rate's ratio round, so that smaller is better everywhere", async () => {
    const rates = { ...benchmark, unit: 'words/s', repetitions: 1 } as const;
    const { peers } = await compare(
      rates,
      against(contender('a', [0, 400]), contender('b', [0, 100])),
    );
    assert.equal(peers[0].ratio, 0.25);
  });

  it('go on without a peer that is not installed, but not past other errors', async () => {
    const failing = (error: Error): Comparison => ({
      ours: () => contender('a', [1, 1, 1, 1]),
      peers: [
        {
          name: 'b',
          open: () => {
            throw error;
          },
        },
      ],
    });
    const { peers, skipped } = await compare(benchmark, failing(new PeerMissing('install it')));
    assert.deepEqual([peers, skipped], [[], [{ name: 'b', reason: 'install it' }]]);
    await assert.rejects(compare(benchmark, failing(new Error('broken'))), /broken/);
  });

  it('take the median and the quartiles', () => {
    assert.deepEqual(summary('a', [5, 1, 3, 2, 4]), { name: 'a', median: 3, low: 2, high: 4 });
    assert.deepEqual(summary('a', [1, 2]), { name: 'a', median: 1.5, low: 1.25, high: 1.75 });
  });
});
