import { digits } from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { beside } from './tsne.js';

export const tsneDigits: Benchmark = {
  id: 'tsne-digits',
  title: 't-SNE of the digits, 1797 × 64: perplexity 30, 1,000 iterations',
  unit: 's',
  repetitions: 3,
  comparisons: [beside('digits', () => digits().images, [{ method: 'bh', must: 1 }])],
};
