/*
 * The course's kernel beside tslab as it comes: how long a learner waits.
 * npx tsx tests/bench/kernel-latency.ts [rounds]
 */
import { ourKernel, root, stockKernel, TestKernel } from '../kernel/testKernel.js';

const rounds = Number(process.argv[2] ?? 3);

const firstCells = {
  'import unrolled': "import { Matrix, matmul } from 'unrolled';",
  'import unrolled/checks': "import { check, tf } from 'unrolled/checks';",
};
const smallCells = Array.from({ length: 10 }, (_, i) => [
  `const a${i} = ${i};`,
  `function f${i}(x: number): number {\n  return x + a${i};\n}`,
  `console.log(f${i}(2));`,
  `await Promise.resolve(f${i}(3))`,
  `Matrix.zeros(2, ${i + 1}).cols`,
]).flat();

const times = new Map<string, { ours: number[]; stock: number[] }>();

function note(what: string, kernel: 'ours' | 'stock', ms: number): void {
  const noted = times.get(what) ?? { ours: [], stock: [] };
  noted[kernel].push(ms);
  times.set(what, noted);
}

async function measure(which: 'ours' | 'stock', idle: number): Promise<void> {
  const began = performance.now();
  const kernel = await TestKernel.start(root, which === 'ours' ? ourKernel : stockKernel);
  note('kernel ready', which, performance.now() - began);
  const reader = idle > 0 ? ', after reading for 5 s' : ', at once';
  await new Promise((done) => setTimeout(done, idle));
  const cells = performance.now();
  for (const [what, code] of Object.entries(firstCells)) {
    note(what + reader, which, (await kernel.run(code)).ms);
  }
  note(`first two cells${reader}`, which, performance.now() - cells);
  for (const code of smallCells) note('a small cell', which, (await kernel.run(code)).ms);
  await kernel.stop();
}

for (let round = 0; round < rounds; round++) {
  for (const idle of [0, 5000]) {
    await measure('ours', idle);
    await measure('stock', idle);
  }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
console.log(`${'median, ms'.padEnd(48)}${'ours'.padStart(8)}${'stock'.padStart(8)}   ratio`);
for (const [what, { ours, stock }] of times) {
  const [a, b] = [median(ours), median(stock)];
  const row = [a.toFixed(0).padStart(8), b.toFixed(0).padStart(8), (a / b).toFixed(2).padStart(8)];
  console.log(what.padEnd(48) + row.join(''));
}
