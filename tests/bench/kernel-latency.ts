/*
 * How long a learner waits for the course's kernel, and for tslab as it comes: both kernels run the
 * same cells in turn, so that whatever else the machine does slows both.
 * npx tsx tests/bench/kernel-latency.ts [rounds]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ourKernel, root, stockKernel, TestKernel } from '../kernel/testKernel.js';

const rounds = Number(process.argv[2] ?? 3);

const steps: Record<string, readonly string[]> = {
  "import 'unrolled'": ["import { Matrix, matmul } from 'unrolled';"],
  "import 'unrolled/checks'": ["import { check, tf } from 'unrolled/checks';"],
  'a small cell': Array.from({ length: 10 }, (_, i) => [
    `const a${i} = ${i};`,
    `function f${i}(x: number): number {\n  return x + a${i};\n}`,
    `console.log(f${i}(2));`,
    `await Promise.resolve(f${i}(3))`,
    `Matrix.zeros(2, ${i + 1}).cols`,
  ]).flat(),
};

interface Times {
  readonly ours: number[];
  readonly stock: number[];
}

const times = new Map<string, Times>();

async function both(what: string, measure: (which: keyof Times) => Promise<number>): Promise<void> {
  const noted = times.get(what) ?? { ours: [], stock: [] };
  times.set(what, noted);
  const inTurn =
    noted.ours.length % 2 ? (['ours', 'stock'] as const) : (['stock', 'ours'] as const);
  for (const which of inTurn) noted[which].push(await measure(which));
}

/** @param pause how long a reader looks at the notebook before the first cell, in ms */
async function round(pause: number): Promise<void> {
  const when = pause === 0 ? 'at once' : `after reading for ${pause / 1000} s`;
  const kernels: Partial<Record<keyof Times, TestKernel>> = {};
  const start = pause === 0 ? 'start and first cell' : 'start';
  await both(start, async (which) => {
    const began = performance.now();
    kernels[which] = await TestKernel.start(root, which === 'ours' ? ourKernel : stockKernel);
    if (pause === 0) await kernels[which].run('0');
    return performance.now() - began;
  });
  await sleep(pause);
  for (const [what, cells] of Object.entries(steps)) {
    const label = cells.length > 1 ? what : `${what}, ${when}`;
    for (const code of cells) {
      await both(label, async (which) => (await kernels[which]?.run(code))?.ms ?? NaN);
    }
  }
  await Promise.all(Object.values(kernels).map((kernel) => kernel.stop()));
}

for (let i = 0; i < rounds; i++) {
  for (const pause of [0, 5000]) await round(pause);
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
console.log(`${'median, ms'.padEnd(48)}${'ours'.padStart(8)}${'stock'.padStart(8)}   ratio`);
for (const [what, { ours, stock }] of times) {
  const [a, b] = [median(ours), median(stock)];
  const row = [a.toFixed(0).padStart(8), b.toFixed(0).padStart(8), (a / b).toFixed(2).padStart(8)];
  console.log(what.padEnd(48) + row.join(''));
}
