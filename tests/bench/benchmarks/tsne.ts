/** What both benchmarks of t-SNE share: the whole way from data to map, beside openTSNE. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, transpose, tsne, type Matrix } from 'unrolled';
import type { Comparison } from '../benchmark.js';
import { pythonPeer } from '../peers/python.js';

const folder = join(import.meta.dirname, '../../../build/bench-peers');

/**
 * 1,000 iterations at perplexity 30, neighbours and first map included.
 * @param method openTSNE's: bh or fft
 */
export function beside(
  name: string,
  X: () => Matrix,
  peers: readonly { readonly method: 'bh' | 'fft'; readonly must?: number }[],
): Comparison {
  return {
    ours: () => {
      const data = X();
      return {
        name: 'unrolled, Float64, 1 thread',
        measure: async () => {
          const start = performance.now();
          await finish(tsne(data));
          return (performance.now() - start) / 1000;
        },
      };
    },
    peers: peers.map(({ method, must }) => ({
      name: `openTSNE ${method}`,
      must,
      open: () => {
        const data = X();
        const file = join(folder, `${name}.f64`);
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, transpose(data).data);
        return pythonPeer('tsne.py', file, String(data.cols), String(data.rows), method);
      },
    })),
  };
}
