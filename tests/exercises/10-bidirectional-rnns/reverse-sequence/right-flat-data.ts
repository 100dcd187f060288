import { Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  if (!lengths) return [...x].reverse();
  const [n_x, m] = x[0].shape;
  return x.map((xt, k) => {
    const data = Float64Array.from(xt.data, (value, index) => {
      const length = lengths[index % m];
      return k < length ? x[length - 1 - k].data[index] : value;
    });
    return new Matrix(n_x, m, data);
  });
}
