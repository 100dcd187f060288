/** `npm run bench -- [ids] [--json FILE]`: the library beside its peers. */
import { renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.js';
import { compare, type Figure, type Result } from './compare.js';
import { gruStep } from './benchmarks/gru-step.js';
import { lstmForwardBatch1 } from './benchmarks/lstm-forward-batch1.js';
import { lstmStep } from './benchmarks/lstm-step.js';
import { matmulBenchmark } from './benchmarks/matmul.js';
import { rnnStep } from './benchmarks/rnn-step.js';
import { scaling } from './benchmarks/scaling.js';
import { skipgram } from './benchmarks/skipgram.js';
import { tsne10k } from './benchmarks/tsne-10k.js';
import { tsneDigits } from './benchmarks/tsne-digits.js';

const benchmarks: readonly Benchmark[] = [
  rnnStep,
  gruStep,
  lstmStep,
  lstmForwardBatch1,
  tsneDigits,
  tsne10k,
  skipgram,
  matmulBenchmark,
  scaling,
];

/** One line of the JSON: ours against one peer. */
interface Row {
  readonly id: string;
  readonly case?: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
  readonly must: number | null;
}

const usage = `Usage: npm run bench -- [ids] [--json FILE]

Measures the library side by side with its peers, by turns: ${benchmarks.map(({ id }) => id).join(' ')}.
Peers in Python are those that \`npm run bench:peers\` installed.

Options:
  --json FILE  write the figures there
  -h, --help   show this`;

const { ids, json } = readArguments();

console.log(`${cpus()[0].model}, Node ${process.versions.node}; median (quartiles)\n`);
const rows: Row[] = [];
for (const benchmark of benchmarks) {
  if (ids.length > 0 && !ids.includes(benchmark.id)) continue;
  for (const comparison of benchmark.comparisons) {
    const result = await compare(benchmark, comparison);
    print(benchmark, comparison.case, result);
    for (const { figure, ratio, must } of result.peers) {
      rows.push({
        id: benchmark.id,
        case: comparison.case,
        unit: benchmark.unit,
        ours: result.ours.median,
        peer: figure.median,
        peerName: figure.name,
        ratio,
        must: must ?? null,
      });
    }
  }
}
if (json !== undefined) {
  const temporary = `${json}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify({ rows }, null, 2) + '\n');
  renameSync(temporary, json);
}

function readArguments(): { ids: string[]; json?: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit();
    }
    const unknown = positionals.find((id) => !benchmarks.some((benchmark) => benchmark.id === id));
    if (unknown !== undefined) throw new Error(`there is no benchmark '${unknown}'`);
    return { ids: positionals, json: values.json };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

function print(
  { id, title, unit }: Benchmark,
  which: string | undefined,
  { ours, peers, skipped }: Result,
): void {
  const width = Math.max(...[ours, ...peers.map((peer) => peer.figure)].map((f) => f.name.length));
  const line = ({ name, median, low, high }: Figure) =>
    `  ${name.padEnd(width)}  ${digits(median)} ${unit} (${digits(low)} – ${digits(high)})`;
  console.log(`${id}: ${title}${which === undefined ? '' : `, ${which}`}`);
  console.log(line(ours));
  for (const { figure, ratio, must } of peers) {
    const verdict = must === undefined ? '' : `, ${ratio <= must ? 'reaches' : 'MISSES'} ≤ ${must}`;
    console.log(`${line(figure)}: ratio ${digits(ratio)}${verdict}`);
  }
  for (const { name, reason } of skipped)
    console.log(`  ${name}: skipped, not installed: ${reason}`);
  console.log();
}

function digits(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}
