import { Random, type Matrix } from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { beside } from './tsne.js';

/** Ten overlapping clusters of a thousand points in 50 dimensions. */
function tenClusters(): Matrix {
  const random = new Random(1);
  const centres = random.normalMatrix(50, 10);
  const X = random.normalMatrix(50, 10_000);
  for (let i = 0; i < 50; i++) {
    for (let j = 0; j < 10_000; j++) X.set(i, j, X.get(i, j) + centres.get(i, j % 10));
  }
  return X;
}

export const tsne10k: Benchmark = {
  id: 'tsne-10k',
  title: 't-SNE of ten clusters, 10,000 × 50: perplexity 30, 1,000 iterations',
  unit: 's',
  repetitions: 3,
  comparisons: [beside('ten-clusters', tenClusters, [{ method: 'fft', must: 1.5 }])],
};
