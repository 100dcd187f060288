import { gunzipSync } from 'node:zlib';
import { Matrix } from '../tensor/matrix';
import { readVerified } from './verified';

/** Handwritten digits, one column an example. */
export interface Digits {
  /** `[64, N]`: 8 × 8 pixels, row after row from the top left, from 0 (no ink) to 16. */
  readonly images: Matrix;
  /** The digit that was meant, 0 to 9, of each of the N examples. */
  readonly labels: readonly number[];
}

/**
 * 1,797 handwritten digits of 8 × 8 pixels (Alpaydin and Kaynak, 1998), by 13 writers.
 *
 * @throws Error where the file is missing or was changed
 */
export function digits(): Digits {
  const lines = gunzipSync(readVerified('digits', 'digits.csv.gz')).toString('ascii').trim();
  const examples = lines.split('\n').map((line) => line.split(',').map(Number));
  const images = Matrix.zeros(64, examples.length);
  examples.forEach((example, j) => {
    for (let i = 0; i < 64; i++) images.data[i * images.cols + j] = example[i];
  });
  return { images, labels: examples.map((example) => example[64]) };
}
