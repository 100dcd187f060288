import { hadamard, map, matmul, transpose, type Matrix, type RnnCache } from 'unrolled';

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  let gradient = dLast;
  return [...caches].reverse().map(({ at, parameters }) => {
    const length = Math.hypot(...gradient.data);
    const dz = hadamard(
      gradient,
      map(at, (a) => 1 - a * a),
    );
    gradient = matmul(transpose(parameters.Waa), dz);
    return length;
  });
}
