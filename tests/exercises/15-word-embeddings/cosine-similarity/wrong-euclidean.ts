// fails: values, lengths, angles
// says: it is the distance
import { subtract, type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  return Math.hypot(...subtract(u, v).data);
}
