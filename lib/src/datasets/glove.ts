// The one loader that hands out an Embedding, and so imports from a folder that stands above it.
import { Embedding } from '../embeddings/embedding';
import { Matrix } from '../tensor/matrix';
import { readVerified } from './verified';

const [V, n_e] = [10_000, 100];

/**
 * 10,000 English words with vectors of 100 dimensions, in Float32: GloVe, learned from Wikipedia and
 * newspapers (Pennington, Socher and Manning, 2014). Words are in lower case, and apart from the last
 * 248 the most frequent comes first. Each number was rounded to one of 255 steps.
 *
 * @throws Error where a file is missing or was changed
 */
export function gloveVectors(): Embedding {
  const words = readVerified('glove', 'vocab.txt').toString('utf8').trimEnd().split('\n');
  const steps = readVerified('glove', 'vectors.int8.bin');
  const scales = readVerified('glove', 'scales.f32.bin');
  const E = Matrix.zeros(n_e, V, 'float32');
  for (let j = 0; j < V; j++) {
    const scale = scales.readFloatLE(4 * j);
    for (let i = 0; i < n_e; i++) E.data[i * V + j] = steps.readInt8(j * n_e + i) * scale;
  }
  return new Embedding(words, E);
}
