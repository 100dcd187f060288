// fails: values
// says: the slope of tanh
import { matmul, transpose, type Matrix, type RnnCache } from 'unrolled';

function norm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return Math.sqrt(sum);
}

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  const norms: number[] = [];
  let da = dLast;
  for (let k = caches.length - 1; k >= 0; k--) {
    norms.push(norm(da));
    da = matmul(transpose(caches[k].parameters.Waa), da);
  }
  return norms;
}
